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

  /// A grid that starts now, or at `start`, which is then its first instant if it lies ahead.
  /// - Throws: `.invalidInput` for an interval under a millisecond.
  package static func every(
    milliseconds: Int64, startsImmediately: Bool, startsAt start: Timestamp? = nil, from now: Timestamp
  ) throws(DaybookError) -> Trigger {
    guard milliseconds > 0 else {
      throw DaybookError(.invalidInput, "an interval is at least 1ms: write one such as 5m")
    }
    guard let start else {
      return .every(milliseconds: milliseconds, anchor: now, startsImmediately: startsImmediately)
    }
    return .every(milliseconds: milliseconds, anchor: start, startsImmediately: start >= now)
  }
}

extension ScheduleDefinition {
  /// Refuses bounds that leave nothing to fire, naming the field and what to write instead.
  func validate(against type: TypeDefinition?) throws(DaybookError) {
    try Name.validate(name, what: "schedule")
    if let startsAt, let endsAt, endsAt < startsAt {
      throw DaybookError(.invalidInput, "schedule \(name) ends before it starts: write an end after the start")
    }
    if case .at(let instant) = trigger, !allows(instant) {
      throw DaybookError(
        .invalidInput,
        "schedule \(name) fires at \(instant.text), outside its bounds: move the time, or leave the bounds out")
    }
    if let maxFires, maxFires < 1 {
      throw DaybookError(.invalidInput, "schedule \(name) has max-fires \(maxFires): write at least 1")
    }
    guard jitterMilliseconds >= 0, maxLatenessMilliseconds >= 0 else {
      throw DaybookError(.invalidInput, "schedule \(name) has a negative jitter or max-lateness: write a duration")
    }
    if case .every(let interval, _, _) = trigger, jitterMilliseconds >= interval {
      throw DaybookError(
        .invalidInput,
        "schedule \(name) has a jitter of \(DurationText.text(milliseconds: jitterMilliseconds)), which is no less than its "
          + "interval: write less than \(DurationText.text(milliseconds: interval))")
    }
    if let purpose, purpose.utf8.count > Limits.messageBytes {
      throw DaybookError(
        .invalidInput,
        "the description of schedule \(name) has \(purpose.utf8.count) bytes; write at most \(Limits.messageBytes)")
    }
    try template.validate(against: type)
  }
}
