package import Cron

/// Foretelling what schedules do.
extension TriggerClock {
  /// What a schedule's trigger means, and its next fires after `now`, `count` at most.
  ///
  /// - Parameter localZone: tells the fires of triggers that have no zone of their own.
  package func forecast(
    of schedule: ScheduleSummary, now: Timestamp, localZone: TimeZoneRules, count: Int
  ) -> ScheduleForecast {
    do throws(DaybookError) {
      var forecast = try explain(schedule.definition, after: now, localZone: localZone)
      let zone = try zone(of: schedule.trigger) ?? localZone
      forecast.fires = try upcoming(schedule, now: now, count: min(count, schedule.firesLeft ?? count)).map { nominal in
        ScheduleForecast.Fire(
          nominal: nominal, dueAt: schedule.definition.dueTime(ofFireAt: nominal),
          utcOffset: Int(zone.offset(at: nominal.seconds)))
      }
      return forecast
    } catch {
      return ScheduleForecast(
        sentence: schedule.trigger.text, timeZone: localZone.name, problem: error.message)
    }
  }

  /// From the recorded next fire on, which knows what was decided before; without one, what enabling now would bring.
  private func upcoming(
    _ schedule: ScheduleSummary, now: Timestamp, count: Int
  ) throws(DaybookError) -> [Timestamp] {
    if schedule.isEnabled, schedule.nextFire == nil { return [] }
    var cursor = schedule.nextFire.map { max(now, $0.adding(milliseconds: -1)) } ?? now
    var instants: [Timestamp] = []
    while instants.count < count, let instant = try next(of: schedule.definition, after: cursor) {
      instants.append(instant)
      cursor = instant
    }
    return instants
  }

  private func explain(
    _ schedule: ScheduleDefinition, after now: Timestamp, localZone: TimeZoneRules
  ) throws(DaybookError) -> ScheduleForecast {
    func local(_ instant: Timestamp) -> String { RFC3339.string(seconds: instant.seconds, in: localZone) }
    switch schedule.trigger {
    case .cron(let text, let zoneName):
      let (expression, zone) = try load(text, zoneName)
      let start = max(now, schedule.startsAt ?? now)
      let explanation = Explanation(of: expression, after: start.seconds, in: zone, count: 0)
      return ScheduleForecast(
        sentence: explanation.sentence, frequency: explanation.frequency,
        warnings: explanation.warnings.map(\.message), timeZone: zone.name)
    case .every(let milliseconds, let anchor, _):
      return ScheduleForecast(
        sentence: "Every \(DurationText.words(milliseconds: milliseconds)) since \(local(anchor))",
        timeZone: localZone.name)
    case .at(let instant):
      return ScheduleForecast(sentence: "Once, at \(local(instant))", timeZone: localZone.name)
    case .boot:
      return ScheduleForecast(
        sentence: "At each start of the machine, as soon as a worker runs", timeZone: localZone.name)
    }
  }

  private func zone(of trigger: Trigger) throws(DaybookError) -> TimeZoneRules? {
    guard case .cron(let expression, let zoneName) = trigger else { return nil }
    return try load(expression, zoneName).1
  }
}
