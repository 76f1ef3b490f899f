import Daybook
import Testing

struct WorkerClockTests {
  private static let hour: Int64 = 3_600_000
  /// How long a worker may sleep without looking at the clock.
  private static let longestSleep: Int64 = 30_000

  private func bench(_ trigger: (_ now: Timestamp) -> Trigger) async throws -> WorkerBench {
    let bench = try WorkerBench { _ in .succeeded(result: nil, usage: nil) }
    var definition = ScheduleDefinition(
      name: "s", owner: "ann", source: "tests", trigger: trigger(bench.time.now()), overlap: .allow,
      template: JobRequest(type: "a"))
    definition.misfire = .all(max: 1)
    try await bench.event("leader.elected")
    try await bench.engine.perform(UpsertSchedule(definition))
    return bench
  }

  private func schedule(_ bench: WorkerBench) throws -> ScheduleSummary {
    try #require(bench.engine.read { $0.schedule(named: "s") })
  }

  @Test(.timeLimit(.minutes(1)), arguments: [1, 100] as [Int64])
  func `a fire that is years away comes when it is due and no earlier`(_ years: Int64) async throws {
    let wait = years * 365 * 24 * Self.hour
    let bench = try await bench { .at($0.adding(milliseconds: wait)) }
    bench.time.advance(wait - 1)
    // A job by hand shows that the worker has been awake since.
    let job = try await bench.enqueue(JobRequest(type: "b"))
    try await bench.event("job.completed", of: job)
    #expect(try schedule(bench).fireCount == 0)
    bench.time.advance(1)
    try await bench.event("schedule.fired")
    #expect(try schedule(bench).lastFire == bench.time.now())
    try await bench.end()
  }

  @Test(.timeLimit(.minutes(1)))
  func `a clock set forward is noticed, and set back as well, and no instant fires twice`() async throws {
    let bench = try await bench { _ in .cron(expression: "0 * * * *", timeZone: "UTC") }
    let first = try #require(try schedule(bench).nextFire)
    bench.time.stepWall(5 * Self.hour)
    bench.time.advance(Self.longestSleep)
    try await bench.event("schedule.fired")
    bench.time.stepWall(-5 * Self.hour)
    bench.time.advance(Self.longestSleep)
    try await bench.event("schedule.updated")
    #expect(try schedule(bench).nextFire == first)
    for count in 2...5 {
      let next = try #require(try schedule(bench).nextFire)
      bench.time.advance(next.milliseconds - bench.time.now().milliseconds)
      try await bench.event("schedule.fired", count: count)
    }
    #expect(try schedule(bench).missed == 4)
    try await bench.end()
  }

  @Test(.timeLimit(.minutes(1)))
  func `a worker that leads fires what waits for the machine's start`() async throws {
    let bench = try WorkerBench { _ in .succeeded(result: nil, usage: nil) }
    try await bench.event("leader.elected")
    try await bench.event("machine.started")
    #expect(bench.engine.read(\.bootIdentifier) == "tests-boot")
    try await bench.end()
  }
}
