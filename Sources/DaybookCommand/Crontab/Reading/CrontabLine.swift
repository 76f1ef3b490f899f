/// One line of a crontab as cron reads it.
package struct CrontabLine: Hashable, Sendable {
  /// What a line is.
  package enum Content: Hashable, Sendable {
    case blank
    /// The text after `#`.
    case comment(String)
    case setting(EnvironmentSetting)
    case entry(CrontabEntry)
    case refused(CrontabMistake)
  }

  /// From 1.
  package let number: Int
  /// The line without its line break; bytes that are no UTF-8 are shown as replacement characters.
  package let text: String
  package let content: Content
}
