/// Why cron refuses a line, or cannot have meant it.
package struct CrontabMistake: Error, Hashable, Sendable {
  /// Offset of the character at fault in the line, from 0; nil when it is the whole line.
  package var column: Int?
  /// What cron does with the line.
  package var cron: String
  /// What to write instead.
  package var remedy: String

  package init(column: Int?, cron: String, remedy: String) {
    self.column = column
    self.cron = cron
    self.remedy = remedy
  }

  /// A line that no cron takes.
  static func refusal(_ reason: String, column: Int?, remedy: String) -> CrontabMistake {
    CrontabMistake(
      column: column, cron: "refuses the line (\(reason)); Debian's cron then ignores the whole file", remedy: remedy)
  }
}
