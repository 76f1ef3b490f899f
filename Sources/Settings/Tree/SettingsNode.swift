/// A value of a settings file together with where it is written.
struct SettingsNode: Sendable {
  enum Content: Sendable {
    case string(String)
    case integer(Int)
    case double(Double)
    case boolean(Bool)
    /// RFC 3339 text.
    case dateTime(String)
    case array([SettingsNode])
    case table(Members)
  }

  /// The keys of a table in the order of the file, and what they stand for.
  struct Members: Sendable {
    let names: [String]
    let nodes: [String: SettingsNode]
  }

  let content: Content
  let key: SettingsPosition
  /// Where the value starts; for a table with a header, its key.
  let value: SettingsPosition
  /// The bytes of the value; empty for a table that is not inline.
  let span: Range<Int>

  var kind: SettingsKind {
    switch content {
    case .string: .string
    case .integer: .integer
    case .double: .double
    case .boolean: .boolean
    case .dateTime: .dateTime
    case .array: .array
    case .table: .table
    }
  }

  /// The value without its positions.
  var plain: SettingsValue {
    switch content {
    case .string(let text): .string(text)
    case .integer(let number): .integer(number)
    case .double(let number): .double(number)
    case .boolean(let flag): .boolean(flag)
    case .dateTime(let text): .dateTime(text)
    case .array(let elements): .array(elements.map(\.plain))
    case .table(let members):
      .table(members.names.compactMap { name in members.nodes[name].map { .init(name: name, value: $0.plain) } })
    }
  }
}
