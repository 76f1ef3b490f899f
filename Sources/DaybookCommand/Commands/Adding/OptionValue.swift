package import Daybook

/// Option values that are more than a word or a number.
package enum OptionValue {
  /// A priority by number or name.
  package static func priority(_ text: String) throws(DaybookError) -> Priority {
    guard let priority = Priority(text: text) else {
      throw DaybookError(.invalidInput, "write -20 to 20, or one of critical, high, normal, low")
    }
    return priority
  }

  /// `STRATEGY[:BASE[:CAP]]`, such as `exponential:5s:10m`; a duration alone is the base of an exponential one.
  package static func backoff(_ text: String) throws(DaybookError) -> Backoff {
    var parts = text.split(separator: ":", omittingEmptySubsequences: false)[...]
    var backoff = Backoff.standard
    if let first = parts.first, first.first?.isNumber != true {
      let word = first == "linear" ? "fixed" : first.lowercased()
      guard let strategy = Backoff.Strategy.allCases.first(where: { $0.description == word }) else {
        throw DaybookError(.invalidInput, "write exponential, fixed or incremental, then :BASE, such as fixed:30s")
      }
      backoff.strategy = strategy
      parts = parts.dropFirst()
    }
    if let base = parts.popFirst() { backoff.baseMilliseconds = try DurationText.milliseconds(base) }
    if let cap = parts.popFirst() { backoff.capMilliseconds = try DurationText.milliseconds(cap) }
    backoff.capMilliseconds = max(backoff.capMilliseconds, backoff.baseMilliseconds)
    guard parts.isEmpty else {
      throw DaybookError(.invalidInput, "write STRATEGY:BASE:CAP, such as exponential:5s:10m")
    }
    return backoff
  }

  /// JSON on one line, as payloads are kept; empty for an empty text.
  ///
  /// - Throws: `DaybookError` with code `invalidInput` for text that is not JSON.
  package static func payload(_ text: String) throws(DaybookError) -> [UInt8] {
    let bytes = Array(text.utf8)
    _ = try JSONValue(parsing: bytes)
    return compacted(bytes)
  }

  /// JSON without the blanks between its tokens; the order of keys and the digits of numbers stay as written.
  private static func compacted(_ json: [UInt8]) -> [UInt8] {
    var output: [UInt8] = []
    var isInString = false
    var isEscaped = false
    for byte in json {
      if isInString {
        isInString = isEscaped || byte != UInt8(ascii: "\"")
        isEscaped = !isEscaped && byte == UInt8(ascii: "\\")
      } else if byte == UInt8(ascii: "\"") {
        isInString = true
      } else if [UInt8(ascii: " "), UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "\t")].contains(byte) {
        continue
      }
      output.append(byte)
    }
    return output
  }
}
