/// Collects the problems found in one document by all of its tables.
final class ProblemReport {
  let source: SourceText
  private(set) var problems: [SettingsProblem] = []

  init(_ source: SourceText) {
    self.source = source
  }

  func add(_ message: String, at position: SettingsPosition) {
    problems.append(problem(message, at: position))
  }

  func problem(_ message: String, at position: SettingsPosition) -> SettingsProblem {
    SettingsProblem(file: source.file, at: position, message: message)
  }

  /// Where the character `offset` of a value is written; in a string that is counted without quotes and escapes.
  func position(of offset: Int, in node: SettingsNode) -> SettingsPosition {
    let cursor = SourceCursor(source.bytes, offset: node.span.lowerBound, position: node.value)
    guard case .string = node.content else { return node.value.advanced(by: offset) }
    var literal = StringLiteral(at: cursor)
    return literal.position(after: offset)
  }

  /// A value as it is written, if it fits in a message.
  func excerpt(of node: SettingsNode) -> String? {
    guard !node.span.isEmpty, node.span.count <= Quoted.limit else { return nil }
    let text = source.text(in: node.span)
    return text.unicodeScalars.allSatisfy(Quoted.isPrintable) ? text : nil
  }
}
