import Testing

import Daybook

struct FinishAttemptTests {
  private let failure = AttemptOutcome.failed(Failure(kind: .error, message: "exit 1", exitCode: 1), usage: nil)

  private func request(retries: Int, base: Int64 = 1000) -> JobRequest {
    JobRequest(
      type: "a",
      overrides: JobOverrides(
        maxRetries: retries, backoff: Backoff(baseMilliseconds: base, jitterThousandths: 0)))
  }

  @Test func `a failed attempt is retried after its backoff, then fails for good with a dead letter`() throws {
    let harness = Harness()
    let worker = try harness.join()
    let job = try harness.enqueue(request(retries: 2))
    for wait in [1000, 2000] as [Int64] {
      try harness.finish(worker, try #require(try harness.claim(worker).first), failure)
      #expect(harness.state(of: job) == .scheduled)
      #expect(harness.state.nextDue == harness.now.adding(milliseconds: wait))
      harness.advance(wait)
    }
    try harness.finish(worker, try #require(try harness.claim(worker).first), failure)
    let summary = try #require(harness.state.summary(of: job))
    #expect(summary.state == .failed && summary.isDead && summary.attempt == 3)
    #expect(summary.failure?.exitCode == 1)
    #expect(harness.state.stats.dead == 1)
    #expect(harness.state.attempts(of: job).map(\.number) == [1, 2, 3])
  }

  @Test func `an operator retry gives a fresh budget and keeps the history`() throws {
    let harness = Harness()
    let worker = try harness.join()
    let job = try harness.enqueue(request(retries: 0))
    try harness.finish(worker, try harness.claim(worker)[0], failure)
    try harness.perform(Retry(job))
    #expect(harness.state(of: job) == .pending)
    #expect(harness.state.stats.dead == 0)
    let attempt = try harness.claim(worker)[0]
    #expect(attempt.attempt == 2)
    try harness.finish(worker, attempt, .succeeded(result: [1], usage: nil))
    #expect(harness.state(of: job) == .completed)
    #expect(harness.state.summary(of: job)?.failure == nil)
  }

  @Test func `a report under an old token changes nothing`() throws {
    let harness = Harness()
    let worker = try harness.join()
    let job = try harness.enqueue(request(retries: 5))
    let old = try harness.claim(worker)[0]
    try harness.finish(worker, old, failure)
    harness.advance(1000)
    let current = try harness.claim(worker)[0]
    try harness.finish(worker, old, .succeeded(result: nil, usage: nil))
    #expect(harness.state(of: job) == .running)
    #expect(current.token != old.token)
  }

  @Test func `the fold itself counts and ignores a stale record`() throws {
    let harness = Harness()
    let worker = try harness.join()
    let job = try harness.enqueue(request(retries: 0))
    let attempt = try harness.claim(worker)[0]
    let before = harness.state.stats
    let stale = RecordedEvent(
      time: harness.now, actor: nil, event: .jobCompleted(job: job, token: attempt.token + 1, result: nil, usage: nil))
    harness.state.apply(stale, sequence: harness.state.lastSequence + 1)
    #expect(harness.state.stats.staleRecords == before.staleRecords + 1)
    #expect(harness.state(of: job) == .running)
  }

  @Test func `cancelling a waiting job ends it at once, and it never starts`() throws {
    let harness = Harness()
    let worker = try harness.join()
    let pending = try harness.enqueue(JobRequest(type: "a"))
    let scheduled = try harness.enqueue(JobRequest(type: "a", dueAt: harness.now.adding(milliseconds: 10)))
    #expect(try harness.perform(Cancel(pending)) == .cancelled)
    #expect(try harness.perform(Cancel(scheduled)) == .cancelled)
    harness.advance(1000)
    #expect(try harness.claim(worker, 5).isEmpty)
    #expect(harness.state.stats.count(.cancelled) == 2)
  }

  @Test(arguments: [
    (AttemptOutcome.succeeded(result: nil, usage: nil), JobState.completed),
    (.failed(Failure(kind: .error, message: "x"), usage: nil), .cancelled),
    (.cancelled(reason: nil), .cancelled),
    (.discarded(Failure(kind: .discarded, message: "x"), usage: nil), .cancelled),
    (.snoozed(milliseconds: 5), .cancelled),
    (.interrupted(reason: "stopped"), .cancelled),
  ])
  func `after a cancel request, success still completes and everything else cancels`(
    _ outcome: AttemptOutcome, _ expected: JobState
  ) throws {
    let harness = Harness()
    let worker = try harness.join()
    let job = try harness.enqueue(request(retries: 5))
    let attempt = try harness.claim(worker)[0]
    #expect(try harness.perform(Cancel(job)) == .requested)
    #expect(harness.state(of: job) == .running)
    try harness.finish(worker, attempt, outcome)
    #expect(harness.state(of: job) == expected)
  }

  @Test func `ended jobs refuse to be cancelled, live ones to be retried, unknown ones everything`() throws {
    let harness = Harness()
    let worker = try harness.join()
    let job = try harness.enqueue(request(retries: 0))
    #expect(refusal { try harness.perform(Retry(job)) }?.code == .invalidTransition)
    try harness.finish(worker, try harness.claim(worker)[0], .succeeded(result: nil, usage: nil))
    #expect(refusal { _ = try harness.perform(Cancel(job)) }?.code == .invalidTransition)
    #expect(refusal { _ = try harness.perform(Cancel(JobID(999))) }?.code == .notFound)
    #expect(refusal { try harness.perform(Retry(JobID(999))) }?.code == .notFound)
  }

  @Test func `a retry is refused while another live job holds the key`() throws {
    let harness = Harness()
    let worker = try harness.join()
    let old = try harness.enqueue(JobRequest(type: "a", key: "k"))
    try harness.finish(
      worker, try harness.claim(worker)[0], .discarded(Failure(kind: .discarded, message: ""), usage: nil))
    let holder = try harness.enqueue(JobRequest(type: "a", key: "k"))
    let error = refusal { try harness.perform(Retry(old)) }
    #expect(error?.code == .conflict)
    #expect(error?.message.contains(holder.description) == true)
  }

  @Test func `a snoozed attempt does not use up a retry`() throws {
    let harness = Harness()
    let worker = try harness.join()
    let job = try harness.enqueue(request(retries: 0))
    try harness.finish(worker, try harness.claim(worker)[0], .snoozed(milliseconds: 100))
    #expect(harness.state(of: job) == .scheduled)
    harness.advance(100)
    try harness.finish(worker, try harness.claim(worker)[0], .succeeded(result: nil, usage: nil))
    #expect(harness.state(of: job) == .completed)
  }

  @Test func `a history of many attempts keeps the first and the last twenty`() throws {
    let harness = Harness()
    let worker = try harness.join()
    let job = try harness.enqueue(request(retries: 100, base: 1))
    for _ in 0..<60 {
      try harness.finish(worker, try #require(try harness.claim(worker).first), failure)
      harness.advance(3_600_000)
    }
    let numbers = harness.state.attempts(of: job).map(\.number)
    #expect(numbers == Array(1...20) + Array(41...60))
  }
}
