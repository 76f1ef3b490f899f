import Spelling

/// One table of a settings file, as a schema reads it: by asking for its keys.
///
/// A reader returns nil when the key is absent and also when its value is wrong, having reported the latter. Every key
/// asked for counts as known, whether it is there or not, and serves as a suggestion for keys nobody asked for.
package final class SettingsTable {
  /// The key this table stands under; empty for the root and for elements of an array.
  package let name: String
  /// The keys in the order of the file.
  package let keys: [String]
  let report: ProblemReport
  private let node: SettingsNode
  private let members: [String: SettingsNode]
  /// The keys the schema asked for, in that order, which is the order suggestions are tried in.
  private var asked: [String] = []
  private var askedSet: Set<String> = []
  /// The tables handed out; they know which of their own keys were asked for.
  private var children: [String: [SettingsTable]] = [:]

  init(name: String, node: SettingsNode, report: ProblemReport) {
    guard case .table(let members) = node.content else {
      preconditionFailure("\(node.kind) at \(node.value) was handed out as a table")
    }
    self.name = name
    self.node = node
    self.members = members.nodes
    self.report = report
    keys = members.names
  }

  /// Where the table's header or key is written.
  package var position: SettingsPosition { node.key }

  /// Where a key is written, or nil if the table has no such key; the key does not count as asked for.
  package func position(of key: String) -> SettingsPosition? { members[key]?.key }

  /// The kind of a key's value, or nil if the table has no such key; the key does not count as asked for.
  package func kind(of key: String) -> SettingsKind? { members[key]?.kind }

  /// The value under a key whatever it is, or nil; everything below it counts as known.
  package func any(_ key: String) -> SettingsValue? { take(key)?.plain }

  /// The node under a key, which counts as asked for from now on.
  func take(_ key: String) -> SettingsNode? {
    if askedSet.insert(key).inserted { asked.append(key) }
    return members[key]
  }

  /// The tables under a key, made on first use so that what was asked of them is remembered.
  func children(of key: String, make: () -> [SettingsTable]) -> [SettingsTable] {
    if let made = children[key] { return made }
    let made = make()
    children[key] = made
    return made
  }
}

// MARK: Problems

extension SettingsTable {
  /// Reports a problem with a key, at the key, or at the table if it has no such key.
  ///
  /// `element` points at an element of an array instead. `offset` points into the value instead, so many Unicode scalars
  /// after its start; in a string they are counted in its content, wherever quotes and escapes put them.
  package func problem(_ key: String, _ message: String, element: Int? = nil, offset: Int? = nil) {
    guard let member = members[key] else { return report.add(message, at: node.key) }
    var target = member
    var position = member.key
    if let element, case .array(let elements) = member.content, elements.indices.contains(element) {
      target = elements[element]
      position = target.value
    }
    if let offset { position = report.position(of: max(0, offset), in: target) }
    report.add(message, at: position)
  }

  /// Reports a problem with the table as a whole, at its header.
  package func problem(_ message: String) {
    report.add(message, at: node.key)
  }

  /// Reports a key that has to be there and is not; `advice` says what to write, as in `write command = ["ls"]`.
  package func require(_ key: String, _ advice: String) {
    guard take(key) == nil else { return }
    let table = name.isEmpty ? "the file" : Quoted(name).description
    report.add("\(table) has no \(Quoted(key)); \(advice)", at: node.key)
  }

  /// A problem for every key nobody asked for, here and in the tables handed out.
  func unknownKeys() -> [SettingsProblem] {
    var problems: [SettingsProblem] = []
    for key in keys {
      guard let member = members[key] else { continue }
      if askedSet.contains(key) {
        problems += (children[key] ?? []).flatMap { $0.unknownKeys() }
      } else {
        let what = member.kind == .table ? "table" : "key"
        problems.append(report.problem("unknown \(what) \(Quoted(key))\(advice(for: key))", at: member.key))
      }
    }
    return problems
  }

  /// The most keys a message lists.
  private static let listLimit = 12

  private func advice(for key: String) -> String {
    let hint = Suggestion.hint(for: key, in: asked)
    guard hint.isEmpty, !asked.isEmpty, asked.count <= Self.listLimit else { return hint }
    return "; known here: " + asked.sorted().joined(separator: ", ")
  }
}
