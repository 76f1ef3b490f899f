/// When a schedule fires.
package enum Trigger: Hashable, Sendable {
  /// A cron expression in a named zone.
  case cron(expression: String, timeZone: String)
  /// A fixed grid: anchor + k · interval, never drifting. `startsImmediately` makes the anchor its first instant.
  case every(milliseconds: Int64, anchor: Timestamp, startsImmediately: Bool)
  /// Once.
  case at(Timestamp)
  /// Once each time the machine starts, as soon as a worker leads; cron's `@reboot`.
  case boot

  /// The word used in output: cron, every, at, boot.
  package var kind: String {
    switch self {
    case .cron: "cron"
    case .every: "every"
    case .at: "at"
    case .boot: "boot"
    }
  }
}
