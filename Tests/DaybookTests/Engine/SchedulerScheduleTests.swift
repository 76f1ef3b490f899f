import Daybook
import Testing

/// Schedules in the embedding API, as the README shows them.
struct SchedulerScheduleTests {
  private struct Report: JobPayload {
    static let type = "report"
    var to: String
  }

  private func withScheduler(_ body: (Scheduler) async throws -> Void) async throws {
    let directory = try TemporaryDirectory()
    let scheduler = try await Scheduler(journal: .directory(directory.path))
    defer { scheduler.close() }
    try await body(scheduler)
  }

  @Test(.timeLimit(.minutes(1)))
  func `closures run after a delay, at an instant, on a grid and by a cron expression`() async throws {
    let directory = try TemporaryDirectory()
    let scheduler = try await Scheduler(journal: .directory(directory.path))
    let names = AsyncStream<String>.makeStream()
    try await scheduler.after("1ms", "after") { names.continuation.yield("after") }
    try await scheduler.every(.milliseconds(20), "every") { names.continuation.yield("every") }
    try await scheduler.at(Timestamp(milliseconds: SystemTime().now().milliseconds + 5), "at") {
      names.continuation.yield("at")
    }
    try await scheduler.cron("* * * * * *", "cron") { names.continuation.yield("cron") }
    let running = Task { try await scheduler.run() }
    var seen: Set<String> = []
    for await name in names.stream {
      seen.insert(name)
      if seen.count == 4 { break }
    }
    #expect(scheduler.schedule(named: "every").map { $0.fireCount > 0 } == true)
    running.cancel()
    scheduler.close()
  }

  @Test func `schedule upserts, addSchedule refuses a name that is taken`() async throws {
    try await withScheduler { scheduler in
      try await scheduler.schedule("s", .cron(CronPattern.weekdaysAt9, timeZone: "Europe/Paris"), Report(to: "a"))
      try await scheduler.triggerSchedule("s")
      try await scheduler.schedule("s", .every(.seconds(60)), Report(to: "b"))
      #expect(scheduler.schedule(named: "s")?.fireCount == 1)
      await #expect(throws: DaybookError.self) {
        try await scheduler.addSchedule("s", .every(.seconds(60)), Report(to: "b"))
      }
      try await scheduler.disableSchedule("s")
      #expect(scheduler.schedule(named: "s")?.isEnabled == false)
      try await scheduler.resetSchedule("s")
      #expect(scheduler.schedules.map(\.isEnabled) == [true])
      try await scheduler.unschedule("s")
      #expect(scheduler.schedules.isEmpty)
    }
  }

  @Test func `options are declared with the schedule`() async throws {
    try await withScheduler { scheduler in
      var options = ScheduleOptions()
      options.maxFires = 1
      options.misfire = .all(max: 3)
      options.priority = .high
      options.jitter = .seconds(2)
      options.description = "weekly"
      try await scheduler.addSchedule("s", .every(.seconds(60)), Report(to: "b"), options: options)
      let definition = try #require(scheduler.engine.read { $0.schedule(named: "s") }?.definition)
      #expect(definition.maxFires == 1 && definition.misfire == .all(max: 3) && definition.jitterMilliseconds == 2000)
      #expect(definition.template.priority == .high && definition.purpose == "weekly")
      options.jitter = .seconds(60)
      let wrong = options
      await #expect(throws: DaybookError.self) {
        try await scheduler.schedule("s", .every(.seconds(60)), Report(to: "b"), options: wrong)
      }
    }
  }

  @Test(.timeLimit(.minutes(1)))
  func `a handler registered once the program runs is refused, not ignored`() async throws {
    let directory = try TemporaryDirectory()
    let scheduler = try await Scheduler(journal: .directory(directory.path))
    let running = Task { try await scheduler.run() }
    for try await event in scheduler.events() where event.kind == "worker.joined" { break }
    await #expect(throws: DaybookError.self) { try await scheduler.every("5m", "late") {} }
    running.cancel()
    scheduler.close()
  }

  @Test(arguments: [
    (CronPattern.everyMinute, 525_600), (CronPattern.every5Minutes, 105_120), (CronPattern.every15Minutes, 35_040),
    (CronPattern.every30Minutes, 17_520), (CronPattern.everyHour, 8760), (CronPattern.every2Hours, 4380),
    (CronPattern.every6Hours, 1460), (CronPattern.daily, 365), (CronPattern.dailyAt3, 365), (CronPattern.weekly, 52),
    (CronPattern.monthly, 12), (CronPattern.businessHours, 2349), (CronPattern.weekdaysAt9, 261),
  ])
  func `a pattern fires as often in 2026 as its name says`(_ pattern: String, _ fires: Int) throws {
    var definition = ScheduleDefinition(
      name: "s", owner: "ann", source: "tests", trigger: .cron(expression: pattern, timeZone: "UTC"),
      template: JobRequest(type: "a"))
    let start = Timestamp(seconds: 1_767_225_600)
    definition.endsAt = start.adding(milliseconds: 365 * 86_400_000 - 1)
    let found = try TriggerClock().instants(
      of: definition, after: start.adding(milliseconds: -1), through: .init(milliseconds: .max), keeping: 1,
      limit: 600_000)
    #expect(found.count == fires)
  }
}
