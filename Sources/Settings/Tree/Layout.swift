/// Where every key and value of a settings file is written.
///
/// The grammar's values carry no positions, so `LayoutScanner` finds them beside it. A layout has the shape of the value
/// tree: tables with members in the order of the file, arrays with elements. A layout of text that is not TOML
/// reaches up to the mistake, and serves better error messages only.
struct Layout {
  /// One key of a dotted key or of a table header.
  struct Key {
    let name: String
    let position: SettingsPosition
  }

  /// What first brought a node about; it decides what may still be added to it.
  enum Origin {
    /// A longer header: `a` in `[a.b]`.
    case implied
    /// A longer key: `a` in `a.b = 1`.
    case dotted
    case header
    case tableArray
    case value
  }

  struct Node {
    /// Where the key is written; for an array element, where its value starts.
    var key: SettingsPosition
    /// Where the value starts; for a table with a header, its key.
    var value: SettingsPosition
    /// The bytes of the value; empty for a table that is not inline.
    var span = 0..<0
    var origin: Origin
    let depth: Int
    /// Keys in the order of their first mention.
    var names: [String] = []
    var members: [String: Int] = [:]
    var elements: [Int] = []
  }

  /// A key that is set twice.
  struct Conflict {
    let key: Key
    let first: SettingsPosition
  }

  static let root = 0
  /// How deep tables and arrays may nest; recursion over them is bounded by it.
  static let depthLimit = 64

  private(set) var nodes: [Node] = [Node(key: .start, value: .start, origin: .header, depth: 0)]
  /// The first doubly set key of each line.
  private(set) var conflicts: [Int: Conflict] = [:]

  /// The table that `[path]` or `[[path]]` opens.
  mutating func open(_ path: [Key], isElement: Bool) throws(LayoutStop) -> Int {
    guard let last = path.last else { return Self.root }
    var table = Self.root
    for key in path.dropLast() {
      let parent = try member(key, of: table, origin: .implied, allowing: [.implied, .dotted, .header, .tableArray])
      // In an array of tables, further headers mean its last table.
      table = nodes[parent].origin == .tableArray ? nodes[parent].elements.last ?? parent : parent
    }
    if isElement {
      let array = try member(last, of: table, origin: .tableArray, allowing: [.tableArray])
      return try appendElement(to: array, at: last.position, origin: .header)
    }
    let opened = try member(last, of: table, origin: .implied, allowing: [.implied])
    // The header proper is the better place to point at than the longer header that first mentioned the table.
    nodes[opened].origin = .header
    nodes[opened].key = last.position
    nodes[opened].value = last.position
    return opened
  }

  /// The node for the value of `path = …` in a table.
  mutating func assign(_ path: [Key], in table: Int) throws(LayoutStop) -> Int {
    guard let last = path.last else { return table }
    var table = table
    for key in path.dropLast() {
      table = try member(key, of: table, origin: .dotted, allowing: [.implied, .dotted])
    }
    return try member(last, of: table, origin: .value, allowing: [])
  }

  /// A new element of an array.
  mutating func appendElement(
    to array: Int, at position: SettingsPosition, origin: Origin = .value
  ) throws(LayoutStop) -> Int {
    let element = try add(at: position, origin: origin, depth: nodes[array].depth + 1)
    nodes[array].elements.append(element)
    return element
  }

  /// Records where the value of a node is written.
  mutating func place(_ node: Int, at position: SettingsPosition, span: Range<Int>) {
    nodes[node].value = position
    nodes[node].span = span
  }

  /// The last value that starts on the line of `position` and not after it.
  func value(before position: SettingsPosition) -> Node? {
    nodes.last { !$0.span.isEmpty && $0.value.line == position.line && $0.value <= position }
  }

  private mutating func member(
    _ key: Key, of table: Int, origin: Origin, allowing origins: [Origin]
  ) throws(LayoutStop) -> Int {
    if let existing = nodes[table].members[key.name] {
      if !origins.contains(nodes[existing].origin), conflicts[key.position.line] == nil {
        conflicts[key.position.line] = Conflict(key: key, first: nodes[existing].key)
      }
      return existing
    }
    let node = try add(at: key.position, origin: origin, depth: nodes[table].depth + 1)
    nodes[table].names.append(key.name)
    nodes[table].members[key.name] = node
    return node
  }

  private mutating func add(at position: SettingsPosition, origin: Origin, depth: Int) throws(LayoutStop) -> Int {
    guard depth <= Self.depthLimit else { throw .tooDeep(at: position) }
    nodes.append(Node(key: position, value: position, origin: origin, depth: depth))
    return nodes.count - 1
  }
}
