/// When a schedule fires, as programs write it.
public struct ScheduleTrigger: Sendable {
  enum Kind: Sendable {
    case cron(String, timeZone: String?)
    case every(Duration, startsImmediately: Bool)
    case at(Timestamp)
    case boot
  }

  let kind: Kind

  /// A cron expression (five or six fields) in a named zone; UTC unless the expression or `timeZone` says otherwise.
  public static func cron(_ expression: String, timeZone: String? = nil) -> ScheduleTrigger {
    ScheduleTrigger(kind: .cron(expression, timeZone: timeZone))
  }

  /// A fixed grid from the schedule's creation, never drifting. The interval is at least a millisecond.
  public static func every(_ interval: Duration, startsImmediately: Bool = false) -> ScheduleTrigger {
    ScheduleTrigger(kind: .every(interval, startsImmediately: startsImmediately))
  }

  /// Once.
  public static func at(_ instant: Timestamp) -> ScheduleTrigger { ScheduleTrigger(kind: .at(instant)) }

  /// Once each time the machine starts, as soon as a worker leads.
  public static let boot = ScheduleTrigger(kind: .boot)

  /// The trigger with its expression read and its grid placed.
  func resolved(startsAt: Timestamp?, now: Timestamp) throws -> Trigger {
    switch kind {
    case .at(let instant): return .at(instant)
    case .boot: return .boot
    case .cron(let expression, let zone): return try .cron(expression, declaredZone: zone, fallbackZone: "UTC")
    case .every(let interval, let startsImmediately):
      return try .every(
        milliseconds: interval.wholeMilliseconds, startsImmediately: startsImmediately, startsAt: startsAt, from: now)
    }
  }
}
