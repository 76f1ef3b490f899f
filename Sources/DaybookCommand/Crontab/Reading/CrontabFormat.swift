/// The two kinds of crontabs.
package enum CrontabFormat: String, Hashable, Sendable {
  /// Five fields and a command: what `crontab -e` edits.
  case user
  /// With a user's name before the command: `/etc/crontab` and `/etc/cron.d`.
  case system
}
