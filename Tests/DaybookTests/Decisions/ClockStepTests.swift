import Cron
import Daybook
import Synchronization
import Testing

struct ClockStepTests {
  private let hour: Int64 = 3_600_000

  @Test func `a clock that steps back fires no instant again`() throws {
    let bench = try ScheduleBench.hourly()
    let worker = try bench.harness.join()
    bench.harness.now = try #require(try bench.schedule().nextFire)
    #expect(try bench.harness.claim(worker, 5).count == 1)
    let next = try #require(try bench.schedule().nextFire)
    bench.harness.advance(-600_000)
    try bench.review(worker)
    #expect(try bench.schedule().nextFire == next)
    bench.harness.advance(600_000)
    #expect(try bench.harness.claim(worker, 5).isEmpty)
  }

  @Test func `a clock that ran ahead and comes back leaves the hours between to be fired, not those that were`() throws
  {
    let bench = try ScheduleBench.hourly()
    let worker = try bench.harness.join()
    let first = try #require(try bench.schedule().nextFire)
    bench.harness.now = first.adding(milliseconds: -60_000)
    let before = bench.harness.now
    // Eight hours ahead: the latest instant fires, and two more follow by that clock.
    for ahead in [8, 9, 10] as [Int64] {
      bench.harness.now = first.adding(milliseconds: (ahead - 1) * hour)
      _ = try bench.harness.claim(worker, 5)
    }
    #expect(try bench.schedule().fireCount == 3)
    bench.harness.now = before
    try bench.review(worker)
    #expect(try bench.schedule().nextFire == first)
    guard case .scheduleRevised(_, _, cause: .clock)? = try bench.events().last else {
      Issue.record("the revision is not recorded")
      return
    }
    for _ in 0..<12 {
      bench.harness.now = try #require(try bench.schedule().nextFire)
      _ = try bench.harness.claim(worker, 5)
    }
    let fired = try bench.firedOffsets().map { $0 / 3600 }
    #expect(Set(fired).count == fired.count, "\(fired)")
    #expect(fired.sorted() == Array(fired.min()!...(fired.min()! + 14)))
  }

  @Test func `a review changes nothing while clock and zones are as they were`() throws {
    let bench = try ScheduleBench.hourly()
    let worker = try bench.harness.join()
    let before = bench.harness.state.lastSequence
    try bench.review(worker)
    #expect(bench.harness.state.lastSequence == before)
  }

  @Test func `a review by a worker that does not lead changes nothing`() throws {
    let bench = try ScheduleBench.hourly()
    _ = try bench.harness.join()
    let before = bench.harness.state.lastSequence
    try bench.review(999, boot: "another")
    #expect(bench.harness.state.lastSequence == before)
  }

  @Test func `a forward step is a misfire`() throws {
    let bench = try ScheduleBench.hourly()
    let worker = try bench.harness.join()
    bench.harness.advance(100 * hour)
    #expect(try bench.harness.claim(worker, 5).count == 1)
    #expect(try bench.schedule().missed == 99)
  }

  @Test func `new rules of a zone move the next fire, and the record says why`() throws {
    let offset = Mutex<Int>(0)
    let files = ZoneFiles { path in
      path.hasSuffix("/Test/Zone") ? .bytes(ZoneBytes.fixed(hoursEast: offset.withLock(\.self))) : .missing
    }
    let harness = Harness(triggers: TriggerClock { ZoneDatabase(directory: "/zones", files: files) })
    let definition = ScheduleDefinition(
      name: "s", owner: "ann", source: "file", trigger: .cron(expression: "0 12 * * *", timeZone: "Test/Zone"),
      template: JobRequest(type: "a"))
    try harness.perform(UpsertSchedule(definition))
    let worker = try harness.join()
    let before = try #require(harness.state.schedule(named: "s")?.nextFire)
    harness.triggers.reloadZones()
    #expect(harness.triggers.zoneGeneration == 0)
    offset.withLock { $0 = 2 }
    harness.triggers.reloadZones()
    #expect(harness.triggers.zoneGeneration == 1)
    try harness.perform(ReviewSchedules(worker: worker, bootIdentifier: nil))
    let after = try #require(harness.state.schedule(named: "s")?.nextFire)
    #expect(
      (before.milliseconds - after.milliseconds) % (24 * hour) == 2 * hour
        || after.milliseconds - before.milliseconds == 22 * hour)
    let last = try #require(harness.records.last)
    let recorded = try last.withUnsafeBytes { try RecordedEvent(decoding: $0, keepsPayload: true) }
    let event = SchedulerEvent(recorded, sequence: harness.state.lastSequence, in: harness.state)
    #expect(event.kind == "schedule.updated" && event.schedule == "s")
    #expect(event.detail == "the rules of its time zone have changed")
  }

  @Test func `a zone that cannot be read any more keeps the rules it had`() throws {
    let isGone = Mutex(false)
    let files = ZoneFiles { _ in isGone.withLock(\.self) ? .missing : .bytes(ZoneBytes.fixed(hoursEast: 1)) }
    let triggers = TriggerClock { ZoneDatabase(directory: "/zones", files: files) }
    let definition = ScheduleDefinition(
      name: "s", owner: "ann", source: "file", trigger: .cron(expression: "0 12 * * *", timeZone: "Test/Zone"),
      template: JobRequest(type: "a"))
    let before = try triggers.next(of: definition, after: Timestamp(seconds: 0))
    isGone.withLock { $0 = true }
    triggers.reloadZones()
    #expect(triggers.zoneGeneration == 0)
    #expect(try triggers.next(of: definition, after: Timestamp(seconds: 0)) == before)
  }

  @Test
  func `a schedule whose zone cannot be read fires the instant it knows, waits, and goes on when the zone is back`()
    throws
  {
    let isGone = Mutex(false)
    let files = ZoneFiles { _ in isGone.withLock(\.self) ? .missing : .bytes(ZoneBytes.fixed(hoursEast: 1)) }
    let database = ZoneDatabase(directory: "/zones", files: files)
    let writer = Harness(triggers: TriggerClock { database })
    let definition = ScheduleDefinition(
      name: "s", owner: "ann", source: "file", trigger: .cron(expression: "0 * * * *", timeZone: "Test/Zone"),
      template: JobRequest(type: "a"))
    try writer.perform(UpsertSchedule(definition))
    isGone.withLock { $0 = true }
    // Another process, which has never read the zone, leads.
    let harness = try Harness(continuing: writer, triggers: TriggerClock { database })
    let worker = try harness.join()
    harness.now = try #require(harness.state.schedule(named: "s")?.nextFire)
    #expect(try harness.claim(worker, 5).count == 1)
    let waiting = try #require(harness.state.schedule(named: "s"))
    #expect(waiting.isEnabled && waiting.nextFire == nil && waiting.fireCount == 1)
    try harness.perform(ReviewSchedules(worker: worker, bootIdentifier: nil))
    #expect(harness.state.schedule(named: "s")?.nextFire == nil)
    isGone.withLock { $0 = false }
    harness.triggers.reloadZones()
    #expect(harness.triggers.zoneGeneration == 1)
    try harness.perform(ReviewSchedules(worker: worker, bootIdentifier: nil))
    #expect(harness.state.schedule(named: "s")?.nextFire == harness.now.adding(milliseconds: hour))
  }
}
