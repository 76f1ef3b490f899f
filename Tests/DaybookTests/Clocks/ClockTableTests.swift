import Daybook
import Testing

/// Every way in which a clock can change, on everything that waits for it.
struct ClockTableTests {
  private static let hour: Int64 = 3_600_000
  /// Of a cron schedule's instants that are missed at once, no more are counted.
  private static let mostCounted = 10_000

  /// Two hours before the change, and three hours behind whatever the clock has shown.
  private func world(_ change: ClockChange) throws -> ClockWorld {
    let world = try ClockWorld(beginning: change.beginning)
    try world.work(until: world.harness.now.adding(milliseconds: 2 * Self.hour))
    if change == .restart {
      world.harness.advance(Self.hour)
      try world.boot()
    }
    try world.setClock(by: change.step(from: world.harness.now))
    let later = max(world.latest, world.harness.now).adding(milliseconds: 3 * Self.hour)
    try world.work(until: later)
    return world
  }

  @Test(arguments: ClockChange.allCases)
  func `each instant of a schedule fires once or is counted as missed once`(_ change: ClockChange) throws {
    let world = try world(change)
    let history = try ClockHistory(world.harness.records)
    for schedule in world.harness.state.scheduleSummaries {
      let name = schedule.definition.name
      let fires = history.fires[name, default: []].map(\.nominal)
      #expect(Set(fires).count == fires.count, "\(name): \(fires)")
      let expected = schedule.definition.trigger == .boot ? world.boots - 1 : try world.instants(of: schedule)
      let decided = fires.count + schedule.missed
      let isRight = decided == expected || expected > decided && schedule.missed >= Self.mostCounted
      #expect(isRight, "\(name): \(fires.count) and \(schedule.missed) of \(expected)")
      #expect(schedule.skipped == 0, "\(name)")
    }
  }

  @Test(arguments: ClockChange.allCases)
  func `nothing happens before it is due, and what is due happens`(_ change: ClockChange) throws {
    let world = try world(change)
    let history = try ClockHistory(world.harness.records)
    for fire in history.fires.values.joined() { #expect(fire.at >= fire.nominal) }
    for start in history.starts { #expect(start.at >= start.dueAt, "\(start.job)") }
    for job in world.harness.state.jobs(matching: .all, after: nil, limit: .max) where job.state == .scheduled {
      #expect(job.dueAt > world.harness.now, "\(job.id)")
    }
    #expect(world.harness.state.stats.count(.pending) == 0)
  }

  @Test(arguments: ClockChange.allCases)
  func `only the end of a process changes who owns a job, and who leads`(_ change: ClockChange) throws {
    let world = try world(change)
    let attempts = world.harness.state.attempts(of: world.longJob)
    #expect(world.harness.state(of: world.longJob) == .running)
    #expect(attempts.count == world.boots)
    #expect(world.harness.state.stats.epoch == UInt64(world.boots))
    // The first election, and with a restart another one, the worker that was lost and its attempt.
    #expect(try ClockHistory(world.harness.records).handovers == (change == .restart ? 4 : 1))
  }

  @Test(arguments: [ClockChange.summerBegins, .summerEnds])
  func `a nightly job runs once in the night in which the clock is set`(_ change: ClockChange) throws {
    let world = try world(change)
    let night = try #require(world.harness.state.schedule(named: "night"))
    #expect(night.fireCount == 1 && night.missed == 0)
  }
}
