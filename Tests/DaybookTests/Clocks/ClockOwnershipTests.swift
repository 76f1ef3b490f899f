import Daybook
import Testing

/// Deadlines and heartbeats go by the clock that nobody sets; only what waits for an instant goes by the other one.
struct ClockOwnershipTests {
  private static let success = AttemptOutcome.succeeded(result: nil, usage: nil)
  private static let timeout: Int64 = 9000

  @Test(.timeLimit(.minutes(1)), arguments: ClockChange.allCases.filter { $0.step(from: .init(seconds: 0)) != 0 })
  func `a clock that is set takes no job, no lead and no time from anybody`(_ change: ClockChange) async throws {
    let team = WorkerTeam()
    let first = try await team.start("w1") { _ in Self.success }
    let second = try await team.start("w2", slots: 1) { _ in
      await untilCancelled()
      return Self.success
    }
    await first.worker.drain()
    try await first.running.value
    let overrides = JobOverrides(maxRetries: 0, timeoutMilliseconds: Self.timeout)
    let job = try await team.enqueue(JobRequest(type: "a", overrides: overrides), second)
    try await team.event("job.started", in: second) { $0.job == job }
    let third = try await team.start("w3") { _ in Self.success }
    let epoch = third.engine.read(\.stats).epoch

    team.time.stepWall(change.step(from: team.time.now()))
    await team.pass(3 * WorkerTeam.workerTimeout, observedBy: second, third)
    #expect(third.engine.read { $0.summary(of: job)?.state } == .running)
    #expect(third.engine.read(\.stats).epoch == epoch)
    #expect(third.engine.read(\.stats).workers.map(\.name) == ["w2", "w3"])
    #expect(team.hall.ended.isEmpty)

    await team.pass(Self.timeout, observedBy: second, third)
    let end = try await team.event("job.failed", in: third) { $0.job == job }
    #expect(end.attempt == 1)
    #expect(third.engine.read { $0.summary(of: job)?.failure?.kind } == .timeout)
    first.engine.close()
    try await team.end(third, second)
  }

  @Test(.timeLimit(.minutes(1)))
  func `a retry in backoff comes when the clock shows its instant, and not before`() async throws {
    let bench = try WorkerBench { attempt in
      attempt.claimed.attempt == 1 ? .failed(Failure(kind: .error, message: "no"), usage: nil) : Self.success
    }
    let backoff = Backoff(strategy: .fixed, baseMilliseconds: 60_000, jitterThousandths: 0)
    let overrides = JobOverrides(maxRetries: 1, backoff: backoff)
    let job = try await bench.enqueue(JobRequest(type: "a", overrides: overrides))
    try await bench.event("job.retryScheduled", of: job)
    bench.time.stepWall(-7_200_000)
    bench.time.advance(60_000)
    // Another job shows that the worker has been awake since.
    let other = try await bench.enqueue(JobRequest(type: "b", overrides: JobOverrides(maxRetries: 0)))
    try await bench.event("job.failed", of: other)
    #expect(bench.state(of: job) == .scheduled)
    bench.time.stepWall(7_200_000)
    bench.time.advance(30_000)
    try await bench.event("job.completed", of: job)
    try await bench.end()
  }
}
