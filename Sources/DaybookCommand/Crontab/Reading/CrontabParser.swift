/// Splits a crontab into its lines and reads each as cron does: a backslash at the end of a line joins nothing.
package enum CrontabParser {
  /// The lines of a file.
  package static func lines(_ bytes: [UInt8], format: CrontabFormat) -> [CrontabLine] {
    var pieces = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    // What follows the last line break is a line only when there is something.
    if pieces.last?.isEmpty ?? false { pieces.removeLast() }
    return pieces.enumerated().map { line($1, number: $0 + 1, format: format) }
  }

  private static func line(_ bytes: ArraySlice<UInt8>, number: Int, format: CrontabFormat) -> CrontabLine {
    let text = String(decoding: bytes, as: UTF8.self)
    return CrontabLine(number: number, text: text, content: content(of: text, bytes, format: format))
  }

  private static func content(of text: String, _ bytes: ArraySlice<UInt8>, format: CrontabFormat)
    -> CrontabLine.Content
  {
    let scalars = Array(text.unicodeScalars)
    guard let start = scalars.firstIndex(where: { !$0.isCrontabBlank }) else { return .blank }
    if scalars[start] == "#" { return .comment(String(String.UnicodeScalarView(scalars[(start + 1)...]))) }
    if let mistake = unreadable(bytes, scalars) { return .refused(mistake) }
    if let setting = EnvironmentSetting(Array(scalars[start...])) {
      return setting.name.isEmpty ? .refused(nameless(at: start)) : .setting(setting)
    }
    var parser = EntryParser(scalars, from: start, format: format)
    do {
      return .entry(try parser.parse())
    } catch {
      return .refused(error)
    }
  }

  private static func nameless(at start: Int) -> CrontabMistake {
    CrontabMistake(column: start, cron: "sets a variable that has no name", remedy: "a name before =")
  }

  /// What no jobs file can hold.
  private static func unreadable(_ bytes: ArraySlice<UInt8>, _ scalars: [Unicode.Scalar]) -> CrontabMistake? {
    if let column = scalars.firstIndex(of: "\0") {
      return CrontabMistake(
        column: column, cron: "cuts the line off at the NUL byte", remedy: "the line without the NUL byte")
    }
    guard String(validating: bytes, as: UTF8.self) == nil else { return nil }
    return CrontabMistake(
      column: scalars.firstIndex(of: "\u{FFFD}"), cron: "passes the bytes on as they are, which are no UTF-8",
      remedy: "the line in UTF-8, or move the command into a script")
  }
}
