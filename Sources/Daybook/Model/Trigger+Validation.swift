package import Cron

extension Trigger {
  /// A cron trigger whose expression and zone have been read once, so that every later evaluation succeeds.
  ///
  /// - Parameter timeZone: the declared zone; `CRON_TZ=` in the expression must not name another.
  /// - Throws: `CronError` with the column of the mistake.
  package static func cron(
    _ expression: String, declaredZone: String?, fallbackZone: String
  ) throws(CronError) -> Trigger {
    let parsed = try CronExpression.parse(expression)
    let zone = try parsed.timeZoneName(declared: declaredZone, fallback: fallbackZone)
    _ = try TimeZoneRules(named: zone)
    return .cron(expression: expression, timeZone: zone)
  }

  /// A grid that starts now.
  /// - Throws: `.invalidInput` for an interval under a millisecond.
  package static func every(
    milliseconds: Int64, startsImmediately: Bool, from now: Timestamp
  ) throws(DaybookError) -> Trigger {
    guard milliseconds > 0 else {
      throw DaybookError(.invalidInput, "an interval is at least 1ms: write one such as 5m")
    }
    return .every(milliseconds: milliseconds, anchor: now, startsImmediately: startsImmediately)
  }
}
