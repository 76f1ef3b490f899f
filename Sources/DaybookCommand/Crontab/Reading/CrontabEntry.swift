/// When, who and what: an entry of a crontab, taken apart.
package struct CrontabEntry: Hashable, Sendable {
  /// When it runs.
  package enum Timing: Hashable, Sendable {
    /// `@reboot`.
    case reboot
    /// Another macro, `@` included; cron knows it.
    case macro(String)
    /// The five fields, minute first.
    case fields([TimeField])
  }

  package let timing: Timing
  /// Whom cron runs it as; nil in a user's crontab.
  package let user: String?
  /// Everything after that, as written.
  package let command: String
  /// Offset of the command in the line, from 0.
  package let commandColumn: Int
  /// cronie's leading `-`: no line in the system's log.
  package let isQuiet: Bool
  /// cronie's `-n` before the command: mail only when it fails.
  package let mailsFailuresOnly: Bool

  package init(
    timing: Timing, user: String?, command: String, commandColumn: Int = 0, isQuiet: Bool = false,
    mailsFailuresOnly: Bool = false
  ) {
    self.timing = timing
    self.user = user
    self.command = command
    self.commandColumn = commandColumn
    self.isQuiet = isQuiet
    self.mailsFailuresOnly = mailsFailuresOnly
  }
}
