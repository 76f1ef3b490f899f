/// Readers of values that are written as strings and mean something else: durations, sizes, cron expressions.
extension SettingsTable {
  /// The value that `parse` makes of the string under a key; a date or time without quotes is passed on as its text.
  ///
  /// `expected` names what belongs there, with an example: "a duration such as 30s or 1h30m". What `parse` throws becomes
  /// a problem at the value; a `SettingsValueError` may point into it.
  package func value<Value>(
    _ key: String, expecting expected: String, _ parse: (String) throws -> Value
  ) -> Value? {
    guard let node = take(key) else { return nil }
    return parsed(key, node, expecting: expected, parse)
  }

  /// The values that `parse` makes of the strings of an array, or of the single string that may stand for one.
  ///
  /// Nil when the key is absent or any of the elements is wrong; each wrong one is reported.
  package func values<Value>(
    _ key: String, expecting expected: String, _ parse: (String) throws -> Value
  ) -> [Value]? {
    guard let node = take(key) else { return nil }
    guard case .array(let elements) = node.content else {
      return parsed(key, node, expecting: expected, parse).map { [$0] }
    }
    let values = elements.map { parsed(key, $0, expecting: expected, parse) }
    let right = values.compactMap(\.self)
    return right.count == values.count ? right : nil
  }

  private func parsed<Value>(
    _ key: String, _ node: SettingsNode, expecting expected: String, _ parse: (String) throws -> Value
  ) -> Value? {
    let text: String
    switch node.content {
    case .string(let written), .dateTime(let written): text = written
    default:
      report.add("expected \(expected), in quotes, for \(Quoted(key)), found \(node.kind)", at: node.value)
      return nil
    }
    do {
      return try parse(text)
    } catch let error as SettingsValueError {
      let position = error.offset.map { report.position(of: max(0, $0), in: node) } ?? node.value
      report.add("expected \(expected) for \(Quoted(key)): \(error.message)", at: position)
    } catch {
      report.add("expected \(expected) for \(Quoted(key)), found \(Quoted(text)): \(error)", at: node.value)
    }
    return nil
  }
}
