import Daybook
import Synchronization
import Testing

struct WorkerTests {
  private static let success = AttemptOutcome.succeeded(result: nil, usage: nil)
  private static let failure = AttemptOutcome.failed(Failure(kind: .error, message: "no"), usage: nil)

  @Test(.timeLimit(.minutes(1)))
  func `an enqueued job is run and completed`() async throws {
    let bench = try WorkerBench { attempt in
      #expect(attempt.payload == Array("{\"x\":1}".utf8))
      return .succeeded(result: Array("7".utf8), usage: nil)
    }
    let job = try await bench.enqueue(JobRequest(type: "a", payload: Array("{\"x\":1}".utf8)))
    let event = try await bench.event("job.completed", of: job)
    #expect(event.attempt == 1 && event.type == "a" && event.to == .completed)
    #expect(try bench.engine.result(of: job) == Array("7".utf8))
    try await bench.end()
  }

  @Test(.timeLimit(.minutes(1)))
  func `a delayed job starts when its time has come`() async throws {
    let bench = try WorkerBench { _ in Self.success }
    let job = try await bench.enqueue(JobRequest(type: "a", dueAt: bench.time.now().adding(milliseconds: 60_000)))
    #expect(bench.state(of: job) == .scheduled)
    bench.time.advance(60_000)
    try await bench.event("job.completed", of: job)
    try await bench.end()
  }

  @Test(.timeLimit(.minutes(1)))
  func `a failing job is retried after its backoff until the budget is spent`() async throws {
    let bench = try WorkerBench { _ in Self.failure }
    let overrides = JobOverrides(maxRetries: 2, backoff: .fixed(.seconds(10)))
    let job = try await bench.enqueue(JobRequest(type: "a", overrides: overrides))
    for retry in 1...2 {
      let event = try await bench.event("job.retryScheduled", of: job, count: retry)
      #expect(event.to == .scheduled && event.attempt == retry)
      bench.time.advance(10_000)
    }
    let event = try await bench.event("job.failed", of: job)
    #expect(event.attempt == 3)
    try await bench.end()
  }

  @Test(.timeLimit(.minutes(1)))
  func `an attempt that outlives its timeout is stopped and fails with that kind`() async throws {
    let bench = try WorkerBench { attempt in
      await untilCancelled()
      #expect(attempt.stopReason == .timeout)
      return Self.failure
    }
    let overrides = JobOverrides(maxRetries: 0, timeoutMilliseconds: 5000)
    let job = try await bench.enqueue(JobRequest(type: "a", overrides: overrides))
    try await bench.event("job.started", of: job)
    while await bench.worker.runningJobs.isEmpty { await Task.yield() }
    bench.time.advance(5000)
    try await bench.event("job.failed", of: job)
    #expect(bench.engine.read { $0.summary(of: job)?.failure?.kind } == .timeout)
    try await bench.end()
  }

  @Test(.timeLimit(.minutes(1)))
  func `cancelling a running job stops its attempt`() async throws {
    let bench = try WorkerBench { attempt in
      await untilCancelled()
      #expect(attempt.stopReason == .cancelled)
      return Self.failure
    }
    let job = try await bench.enqueue(JobRequest(type: "a"))
    try await bench.event("job.started", of: job)
    #expect(try await bench.engine.perform(Cancel(job)) == .requested)
    try await bench.event("job.cancelled", of: job)
    #expect(bench.state(of: job) == .cancelled)
    try await bench.end()
  }

  @Test(.timeLimit(.minutes(1)))
  func `a stop lets running jobs finish and starts nothing more`() async throws {
    let gate = AsyncStream<Void>.makeStream()
    let bench = try WorkerBench(slots: 1) { _ in
      for await _ in gate.stream { break }
      return Self.success
    }
    let first = try await bench.enqueue(JobRequest(type: "a"))
    try await bench.event("job.started", of: first)
    let second = try await bench.enqueue(JobRequest(type: "a"))
    await bench.worker.shutdown()
    gate.continuation.yield()
    try await bench.workerEnd()
    #expect(bench.state(of: first) == .completed)
    #expect(bench.state(of: second) == .pending)
    #expect(bench.engine.read { $0.stats.workers.isEmpty })
    bench.engine.close()
  }

  @Test(.timeLimit(.minutes(1)))
  func `a job that outlives the grace period goes back to the queue without a count`() async throws {
    let bench = try WorkerBench(graceMilliseconds: 1000) { _ in
      await untilCancelled()
      return Self.failure
    }
    let job = try await bench.enqueue(JobRequest(type: "a", overrides: JobOverrides(maxRetries: 0)))
    try await bench.event("job.started", of: job)
    await bench.worker.shutdown()
    bench.time.advance(1000)
    try await bench.workerEnd()
    #expect(bench.state(of: job) == .pending)
    bench.engine.close()
  }

  @Test(.timeLimit(.minutes(1)))
  func `no more attempts run at once than there are slots`() async throws {
    let most = Mutex((current: 0, peak: 0))
    let bench = try WorkerBench(slots: 3) { _ in
      most.withLock {
        $0.current += 1
        $0.peak = max($0.peak, $0.current)
      }
      await Task.yield()
      most.withLock { $0.current -= 1 }
      return Self.success
    }
    let jobs = try await bench.engine.perform(Enqueue((0..<40).map { _ in JobRequest(type: "a") })).map(\.id)
    for job in jobs { _ = try await bench.event("job.completed", of: job) }
    #expect(most.withLock(\.peak) <= 3)
    try await bench.end()
  }

  @Test(.timeLimit(.minutes(1)))
  func `a schedule fires by the clock and its jobs run`() async throws {
    let bench = try WorkerBench { _ in Self.success }
    let trigger = Trigger.every(milliseconds: 1000, anchor: bench.time.now(), startsImmediately: false)
    try await bench.engine.perform(
      UpsertSchedule(
        ScheduleDefinition(
          name: "s", owner: "ann", source: "tests", trigger: trigger, template: JobRequest(type: "a"))))
    for count in 1...3 {
      bench.time.advance(1000)
      try await bench.event("job.completed", count: count)
    }
    #expect(bench.engine.read { $0.schedule(named: "s")?.fireCount } == 3)
    try await bench.end()
  }

  @Test(.timeLimit(.minutes(1)))
  func `an attempt without a handler in this worker is never claimed`() async throws {
    let bench = try WorkerBench { _ in Self.success }
    let job = try await bench.enqueue(JobRequest(type: "unknown"))
    let other = try await bench.enqueue(JobRequest(type: "b"))
    try await bench.event("job.completed", of: other)
    #expect(bench.state(of: job) == .pending)
    try await bench.end()
  }

  @Test(.timeLimit(.minutes(1)))
  func `an attempt that ends well only after its deadline has failed all the same`() async throws {
    let bench = try WorkerBench { _ in
      await untilCancelled()
      return Self.success
    }
    let overrides = JobOverrides(maxRetries: 0, timeoutMilliseconds: 5000)
    let job = try await bench.enqueue(JobRequest(type: "a", overrides: overrides))
    try await bench.event("job.started", of: job)
    while await bench.worker.runningJobs.isEmpty { await Task.yield() }
    bench.time.advance(5000)
    try await bench.event("job.failed", of: job)
    try await bench.end()
  }

  @Test(.timeLimit(.minutes(1)))
  func `a worker whose task is cancelled hands its jobs back`() async throws {
    let bench = try WorkerBench { _ in
      await untilCancelled()
      return Self.failure
    }
    let job = try await bench.enqueue(JobRequest(type: "a"))
    try await bench.event("job.started", of: job)
    bench.cancel()
    try await bench.workerEnd()
    #expect(bench.state(of: job) == .pending)
    #expect(bench.engine.read { $0.stats.workers.isEmpty })
    bench.engine.close()
  }
}
