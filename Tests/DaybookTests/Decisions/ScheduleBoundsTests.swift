import Daybook
import Testing

struct ScheduleBoundsTests {
  /// Lets ten seconds pass in steps of one, a turn at each.
  private func run(_ bench: ScheduleBench, seconds: Int = 10) throws {
    let worker = try bench.harness.join()
    for _ in 0..<seconds {
      bench.harness.advance(1000)
      _ = try bench.harness.claim(worker, 10)
    }
  }

  @Test func `nothing fires before the start or after the end`() throws {
    let bench = try ScheduleBench.every(seconds: 1) { definition, now in
      definition.startsAt = now.adding(milliseconds: 3000)
      definition.endsAt = now.adding(milliseconds: 6000)
    }
    try run(bench)
    #expect(try bench.firedOffsets() == [3, 4, 5, 6])
    #expect(try bench.schedule().nextFire == nil)
  }

  @Test func `a schedule ends after the fires it was allowed, those by hand included`() throws {
    let bench = try ScheduleBench.every(seconds: 1) { definition, _ in definition.maxFires = 3 }
    try bench.harness.perform(TriggerSchedule(name: "s"))
    try run(bench)
    #expect(try bench.firedOffsets() == [1, 2])
    #expect(try bench.schedule().fireCount == 3 && bench.schedule().nextFire == nil)
    try bench.harness.perform(SetScheduleEnabled(name: "s", isEnabled: false))
    try bench.harness.perform(SetScheduleEnabled(name: "s", isEnabled: true))
    #expect(try bench.schedule().nextFire == nil)
  }

  @Test func `raising the number of fires lets it go on`() throws {
    let bench = try ScheduleBench.every(seconds: 1) { definition, _ in definition.maxFires = 1 }
    try run(bench)
    try bench.harness.perform(EditSchedule(name: "s", owner: nil, source: "file") { $0.maxFires = 2 })
    #expect(bench.offset(of: try bench.schedule().nextFire) == 11)
  }

  @Test func `catching up stops at the fires allowed`() throws {
    let bench = try ScheduleBench.every(seconds: 60) { definition, _ in
      definition.misfire = .all(max: 5)
      definition.maxFires = 2
    }
    bench.harness.advance(600_000)
    let worker = try bench.harness.join()
    _ = try bench.harness.claim(worker, 10)
    #expect(try bench.firedOffsets() == [360, 420])
    #expect(try bench.schedule().missed == 5)
    #expect(try bench.schedule().nextFire == nil)
  }

  @Test func `an interval with a start has its grid there`() throws {
    let harness = Harness()
    let start = harness.now.adding(milliseconds: 2500)
    let ahead = try Trigger.every(milliseconds: 1000, startsImmediately: false, startsAt: start, from: harness.now)
    #expect(ahead == .every(milliseconds: 1000, anchor: start, startsImmediately: true))
    let past = harness.now.adding(milliseconds: -2500)
    let behind = try Trigger.every(milliseconds: 1000, startsImmediately: true, startsAt: past, from: harness.now)
    var definition = ScheduleDefinition(
      name: "s", owner: "ann", source: "file", trigger: behind, template: JobRequest(type: "a"))
    definition.startsAt = past
    try harness.perform(UpsertSchedule(definition))
    #expect(harness.state.schedule(named: "s")?.nextFire == harness.now.adding(milliseconds: 500))
  }

  @Test func `jitter delays the job, not the fire, and is the same for whoever computes it`() throws {
    let bench = try ScheduleBench.every(seconds: 60) { definition, _ in definition.jitterMilliseconds = 30_000 }
    let worker = try bench.harness.join()
    bench.harness.advance(60_000)
    #expect(try bench.harness.claim(worker, 5).isEmpty)
    let summary = try bench.schedule()
    let nominal = try #require(summary.lastFire)
    #expect(bench.offset(of: nominal) == 60)
    let job = try #require(summary.lastJob.flatMap { bench.harness.state.summary(of: $0) })
    #expect(job.dueAt == summary.definition.dueTime(ofFireAt: nominal))
    #expect(job.state == .scheduled && job.dueAt > nominal && job.dueAt <= nominal.adding(milliseconds: 30_000))
    bench.harness.now = job.dueAt
    #expect(try bench.harness.claim(worker, 5).map(\.job) == [job.id])
  }

  @Test func `jitter stays within its limit and reaches most of it`() {
    let draws = (0..<2000).map { second in
      FireJitter.milliseconds(schedule: "s", owner: "ann", nominal: Timestamp(seconds: second), limit: 9)
    }
    #expect(Set(draws) == Set(0...9))
    let other = FireJitter.milliseconds(schedule: "t", owner: "ann", nominal: Timestamp(seconds: 1), limit: 1 << 40)
    #expect(
      other != FireJitter.milliseconds(schedule: "s", owner: "ann", nominal: Timestamp(seconds: 1), limit: 1 << 40))
    #expect(FireJitter.milliseconds(schedule: "s", owner: "ann", nominal: Timestamp(seconds: 1), limit: 0) == 0)
  }

  @Test func `bounds that leave nothing are refused with the field`() throws {
    let harness = Harness()
    let cases: [(field: String, change: (inout ScheduleDefinition) -> Void)] = [
      (
        "ends before it starts",
        {
          $0.startsAt = Timestamp(seconds: 2)
          $0.endsAt = Timestamp(seconds: 1)
        }
      ),
      ("max-fires 0", { $0.maxFires = 0 }), ("jitter", { $0.jitterMilliseconds = 1000 }),
      ("negative", { $0.jitterMilliseconds = -1 }), ("negative", { $0.maxLatenessMilliseconds = -1 }),
      ("description", { $0.purpose = String(repeating: "x", count: 1001) }),
      ("schedule name", { $0.name = "Bad Name" }),
    ]
    for (field, change) in cases {
      var definition = ScheduleDefinition(
        name: "s", owner: "ann", source: "file",
        trigger: .every(milliseconds: 1000, anchor: harness.now, startsImmediately: false),
        template: JobRequest(type: "a"))
      change(&definition)
      let error = refusal { try harness.perform(UpsertSchedule(definition)) }
      #expect(error?.code == .invalidInput && error?.message.contains(field) == true, "\(error?.message ?? "accepted")")
      #expect(harness.state.lastSequence == 0)
    }
  }

  @Test func `bounds hold for a first run at once, a single instant and the machine's start`() throws {
    let past = Timestamp(seconds: 1_000_000_000)
    let interval = try ScheduleBench({ .every(milliseconds: 1000, anchor: $0, startsImmediately: true) }) {
      definition, _ in definition.endsAt = past
    }
    #expect(try interval.schedule().nextFire == nil)
    let boot = try ScheduleBench({ _ in .boot }) { $0.startsAt = $1.adding(milliseconds: 1) }
    let worker = try boot.harness.join()
    try boot.review(worker, boot: "first")
    #expect(try boot.schedule().fireCount == 0)
    let error = refusal {
      _ = try ScheduleBench({ .at($0.adding(milliseconds: 10)) }) { $0.endsAt = $1.adding(milliseconds: 5) }
    }
    #expect(error?.message.contains("outside its bounds") == true)
  }

  @Test func `new bounds leave alone what is due already`() throws {
    let bench = try ScheduleBench.every(seconds: 2)
    bench.harness.advance(25_000)
    try bench.harness.perform(EditSchedule(name: "s", owner: nil, source: "file") { $0.maxFires = 1000 })
    let worker = try bench.harness.join()
    _ = try bench.harness.claim(worker, 5)
    #expect(try bench.schedule().fireCount == 1 && bench.schedule().missed == 11)
  }

  @Test func `a new trigger begins as a new schedule does`() throws {
    let bench = try ScheduleBench.every(seconds: 60)
    let now = bench.harness.now
    try bench.harness.perform(
      EditSchedule(name: "s", owner: nil, source: "file") {
        $0.trigger = .every(milliseconds: 3_600_000, anchor: now, startsImmediately: true)
      })
    #expect(try bench.schedule().nextFire == now)
  }

  @Test func `a single instant that has passed is left to the misfire policy`() throws {
    for (late, fires) in [(1_800_000, 1), (7_200_000, 0)] as [(Int64, Int)] {
      let bench = try ScheduleBench { .at($0.adding(milliseconds: -late)) }
      let worker = try bench.harness.join()
      #expect(try bench.harness.claim(worker, 5).count == fires)
      #expect(try bench.schedule().missed == 1 - fires)
      #expect(try bench.schedule().nextFire == nil)
    }
  }
}
