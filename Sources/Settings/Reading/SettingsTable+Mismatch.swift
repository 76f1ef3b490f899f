/// What to say about a value of the wrong kind.
extension SettingsTable {
  /// Reports that a key's value is not of the expected kind and shows what to write instead.
  func mismatch(_ key: String, _ node: SettingsNode, expected: SettingsKind, isElement: Bool = false) {
    let place = isElement ? "in \(Quoted(key))" : "for \(Quoted(key))"
    let correction = correction(of: node, to: expected) ?? Self.example(of: expected)
    let statement = isElement ? correction : "\(Self.written(key)) = \(correction)"
    // A whole number will do where one with a decimal point is asked for.
    let wanted = expected == .double ? "a number" : "\(expected)"
    report.add("expected \(wanted) \(place), found \(node.kind); write \(statement)", at: node.value)
  }

  /// The same value as another kind, where it is plain what was meant.
  private func correction(of node: SettingsNode, to expected: SettingsKind) -> String? {
    guard let written = report.excerpt(of: node) else { return nil }
    switch (expected, node.content) {
    case (.string, .integer), (.string, .double), (.string, .boolean), (.string, .dateTime):
      return "\"\(written)\""
    case (.integer, .string(let text)):
      return Int(text).map(String.init)
    case (.integer, .double(let number)):
      return Int(exactly: number).map(String.init)
    case (.double, .string(let text)):
      return Double(text).flatMap { $0.isFinite ? text : nil }
    case (.boolean, .string(let text)):
      return Self.booleanWords[text.lowercased()].map(String.init)
    case (.boolean, .integer(let number)) where number == 0 || number == 1:
      return String(number == 1)
    case (.array, .string):
      return "[\(written)]"
    case (.dateTime, .string(let text)) where !text.isEmpty:
      return text.utf8.allSatisfy { $0 < 0x80 } && text.first?.isNumber == true ? text : nil
    default:
      return nil
    }
  }

  private static let booleanWords = ["true": true, "yes": true, "on": true, "false": false, "no": false, "off": false]

  private static func example(of kind: SettingsKind) -> String {
    switch kind {
    case .string: "\"text in quotes\""
    case .integer: "3"
    case .double: "0.5"
    case .boolean: "true or false"
    case .dateTime: "2027-01-01T00:00:00Z"
    case .array: "[ … ]"
    case .table: "{ … }"
    }
  }

  /// A key as TOML wants it: in quotes unless it consists of letters, digits, `_` and `-`.
  private static func written(_ key: String) -> String {
    let isBare = !key.isEmpty && key.utf8.allSatisfy(\.isBareKeyByte)
    return isBare ? String(key.prefix(Quoted.limit)) : "\(Quoted(key))"
  }
}
