import TOMLKit

/// Turns text into a tree of values: TOMLKit decides what is TOML and what it means, the layout adds the positions.
///
/// Everything is copied out of TOMLKit's tree, which is never freed: reading a file costs its size in memory for good.
/// That is bearable for files that change when somebody edits them.
struct Grammar {
  private let source: SourceText
  private let layout: Layout

  /// The root table of a text; throws `SettingsError` with code `unreadable` or `syntax`.
  static func parse(_ source: SourceText) throws(SettingsError) -> SettingsNode {
    // The layout comes first: it refuses what the parser must not see.
    let grammar = Grammar(source: source, layout: try LayoutScanner.layout(of: source))
    return try grammar.node(Layout.root, for: try grammar.parse())
  }

  private func parse() throws(SettingsError) -> TOMLTable {
    do {
      return try TOMLTable(string: source.text(in: source.bytes.indices))
    } catch let error as TOMLParseError {
      let position = SettingsPosition(line: error.source.begin.line, column: error.source.begin.column)
      let problem = SyntaxReason(error.description).problem(at: position, in: source, layout: layout)
      throw SettingsError(.syntax, [problem])
    } catch {
      throw SettingsError(.syntax, file: source.file, at: .start, "the file is not TOML: \(error)")
    }
  }

  private func node(_ id: Int, for value: any TOMLValueConvertible) throws(SettingsError) -> SettingsNode {
    let place = layout.nodes[id]
    let content = try content(of: value, at: place)
    return SettingsNode(content: content, key: place.key, value: place.value, span: place.span)
  }

  private func content(
    of value: any TOMLValueConvertible, at place: Layout.Node
  ) throws(SettingsError) -> SettingsNode.Content {
    switch value.type {
    case .string: if let text = value.string { return .string(text) }
    case .int: if let number = value.int { return .integer(number) }
    case .double: if let number = value.double { return .double(number) }
    case .bool: if let flag = value.bool { return .boolean(flag) }
    case .array: if let array = value.array { return .array(try elements(of: array, at: place)) }
    case .table: if let table = value.table { return .table(try members(of: table, at: place)) }
    case .date, .time, .dateTime:
      // The text as written: TOMLKit's own rendering gives a local time the offset Z.
      let written = source.text(in: place.span)
      if !written.isEmpty { return .dateTime(String(written.uppercased().map { $0 == " " ? "T" : $0 })) }
    }
    throw misplaced(place)
  }

  private func elements(of array: TOMLArray, at place: Layout.Node) throws(SettingsError) -> [SettingsNode] {
    guard array.count == place.elements.count else { throw misplaced(place) }
    var elements: [SettingsNode] = []
    for (index, id) in place.elements.enumerated() { elements.append(try node(id, for: array[index])) }
    return elements
  }

  private func members(of table: TOMLTable, at place: Layout.Node) throws(SettingsError) -> SettingsNode.Members {
    guard table.count == place.names.count else { throw misplaced(place) }
    var nodes: [String: SettingsNode] = [:]
    for (name, id) in place.members {
      guard let value = table[name] else { throw misplaced(layout.nodes[id]) }
      nodes[name] = try node(id, for: value)
    }
    return SettingsNode.Members(names: place.names, nodes: nodes)
  }

  /// The scanner and the grammar read the text differently: a bug of ours that a plainer spelling avoids.
  private func misplaced(_ place: Layout.Node) -> SettingsError {
    SettingsError(
      .syntax, file: source.file, at: place.key,
      "cannot tell where the keys in here are written; write them one a line as key = value"
    )
  }
}
