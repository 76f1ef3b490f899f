import Cron
import Daybook
import Testing

@Suite struct `What a schedule will do` {
  private static let now = Timestamp(milliseconds: 1_774_483_200_000)  // 2026-03-26T00:00:00Z

  /// A schedule as it would be listed; the state behind it only lends its shape.
  private func summary(
    _ trigger: Trigger, nextFire: Timestamp?, isEnabled: Bool = true,
    adjust: (inout ScheduleDefinition) -> Void = { _ in }
  ) throws -> ScheduleSummary {
    let harness = Harness()
    var definition = ScheduleDefinition(
      name: "s", owner: "ann", source: "/etc/jobs.toml", trigger: .boot, template: JobRequest(type: "a"))
    try harness.perform(UpsertSchedule(definition))
    definition.trigger = trigger
    adjust(&definition)
    var summary = try #require(harness.state.schedule(named: "s"))
    summary.definition = definition
    summary.nextFire = nextFire
    summary.isEnabled = isEnabled
    return summary
  }

  private func forecast(_ schedule: ScheduleSummary, count: Int = 3, in zone: String = "UTC") throws -> ScheduleForecast
  {
    try TriggerClock().forecast(
      of: schedule, now: Self.now, localZone: TimeZoneRules(named: zone), count: count)
  }

  private func after(days: Double) -> Timestamp { Self.now.adding(milliseconds: Int64(days * 86_400_000)) }

  @Test func `a cron trigger is a sentence with its fires by the clock of its zone`() throws {
    let trigger = Trigger.cron(expression: "30 2 * * *", timeZone: "Europe/Paris")
    let forecast = try forecast(summary(trigger, nextFire: after(days: 1.0 / 16)), count: 4)
    #expect(forecast.sentence == "At 02:30, every day, Europe/Paris")
    #expect(forecast.frequency == "1 fire a day, about 365 a year")
    #expect(forecast.timeZone == "Europe/Paris")
    #expect(forecast.fires.map(\.utcOffset) == [3600, 3600, 3600, 7200])
    #expect(forecast.fires[3].nominal.text == "2026-03-29T01:00:00.000Z", "02:30 does not exist: it runs at 03:00")
    #expect(forecast.warnings.first?.contains("on 2026-03-29 02:30 does not exist") == true)
  }

  @Test(arguments: [
    (Int64(300_000), "Every 5 minutes since 2026-03-26T01:00:00+01:00"),
    (86_400_000, "Every day since 2026-03-26T01:00:00+01:00"),
    (5_400_000, "Every 90 minutes since 2026-03-26T01:00:00+01:00"),
    (90_061_001, "Every 1d1h1m1s1ms since 2026-03-26T01:00:00+01:00"),
  ])
  func `an interval says since when`(milliseconds: Int64, sentence: String) throws {
    let trigger = Trigger.every(milliseconds: milliseconds, anchor: Self.now, startsImmediately: false)
    let next = Self.now.adding(milliseconds: milliseconds)
    let forecast = try forecast(summary(trigger, nextFire: next), in: "Europe/Paris")
    #expect(forecast.sentence == sentence)
    #expect(forecast.fires.map(\.nominal) == (1...3).map { Self.now.adding(milliseconds: $0 * milliseconds) })
  }

  @Test func `a single instant and the start of the machine`() throws {
    let once = try forecast(summary(.at(after(days: 2)), nextFire: after(days: 2)))
    #expect(once.sentence == "Once, at 2026-03-28T00:00:00+00:00")
    #expect(once.fires.map(\.nominal) == [after(days: 2)])
    let boot = try forecast(summary(.boot, nextFire: nil))
    #expect(boot.sentence == "At each start of the machine, as soon as a worker runs")
    #expect(boot.fires.isEmpty)
  }

  @Test func `jitter, the end and the fires that are left are heeded`() throws {
    let trigger = Trigger.cron(expression: "0 * * * *", timeZone: "UTC")
    let schedule = try summary(trigger, nextFire: after(days: 1.0 / 24)) { definition in
      definition.jitterMilliseconds = 600_000
      definition.maxFires = 2
    }
    let limited = try forecast(schedule)
    #expect(limited.fires.count == 2)
    for fire in limited.fires {
      #expect(fire.dueAt == schedule.definition.dueTime(ofFireAt: fire.nominal) && fire.dueAt > fire.nominal)
    }
    let ending = try summary(trigger, nextFire: after(days: 1.0 / 24)) { $0.endsAt = self.after(days: 1.0 / 24) }
    #expect(try forecast(ending).fires.count == 1)
  }

  @Test func `what is off tells what enabling would bring, what is overdue what is to come`() throws {
    let trigger = Trigger.cron(expression: "0 12 * * *", timeZone: "UTC")
    #expect(try forecast(summary(trigger, nextFire: nil, isEnabled: false)).fires[0].nominal == after(days: 0.5))
    #expect(try forecast(summary(trigger, nextFire: nil)).fires.isEmpty, "on, and never again")
    #expect(try forecast(summary(trigger, nextFire: after(days: -0.5))).fires[0].nominal == after(days: 0.5))
  }

  @Test func `a zone that is gone is said and not thrown`() throws {
    let trigger = Trigger.cron(expression: "0 12 * * *", timeZone: "Mars/Olympus")
    let forecast = try forecast(summary(trigger, nextFire: after(days: 0.5)))
    #expect(forecast.problem?.contains("Mars/Olympus") == true)
    #expect(forecast.sentence == "0 12 * * * Mars/Olympus" && forecast.fires.isEmpty)
  }

  @Test func `a schedule stands where the worst about it says`() throws {
    let trigger = Trigger.cron(expression: "0 12 * * *", timeZone: "UTC")
    var schedule = try summary(trigger, nextFire: after(days: 1))
    #expect(schedule.standing(at: Self.now) == .on)
    let harness = Harness()
    try harness.perform(UpsertSchedule(schedule.definition))
    try harness.perform(SetScheduleEnabled(name: "s", isEnabled: true))
    schedule.override = harness.state.schedule(named: "s")?.override
    #expect(schedule.standing(at: Self.now) == .on, "an operator agrees with the file")
    schedule.definition.isEnabled = false
    #expect(schedule.standing(at: Self.now) == .keptOn)
    schedule.nextFire = Self.now.adding(milliseconds: -3000)
    #expect(schedule.standing(at: Self.now) == .keptOn)
    schedule.nextFire = Self.now.adding(milliseconds: -3001)
    #expect(schedule.standing(at: Self.now) == .late)
    schedule.nextFire = nil
    #expect(schedule.standing(at: Self.now) == .never)
    schedule.fireCount = 1
    #expect(schedule.standing(at: Self.now) == .ended)
    schedule.isEnabled = false
    schedule.override?.isEnabled = false
    #expect(schedule.standing(at: Self.now) == .off, "the file says off as well")
    schedule.definition.isEnabled = true
    #expect(schedule.standing(at: Self.now) == .keptOff)
    schedule.isOrphaned = true
    #expect(schedule.standing(at: Self.now) == .orphaned)
  }
}
