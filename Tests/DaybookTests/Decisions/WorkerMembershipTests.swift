import Testing

import Daybook

struct WorkerMembershipTests {
  @Test func `jobs of a dead worker run again without using up a retry, once`() throws {
    let harness = Harness()
    let first = try harness.join(name: "w1")
    let job = try harness.enqueue(JobRequest(type: "a", overrides: JobOverrides(maxRetries: 0)))
    _ = try harness.claim(first)
    let outcome = try harness.enter(name: "w2")
    #expect(outcome.takenBack == [job])
    #expect(harness.state(of: job) == .pending)
    _ = try harness.claim(outcome.worker)
    _ = try harness.join(name: "w3")
    let summary = try #require(harness.state.summary(of: job))
    #expect(summary.state == .failed)
    #expect(summary.failure?.kind == .lost)
  }

  @Test func `a job that may run only once fails when its worker dies`() throws {
    let harness = Harness()
    let worker = try harness.join(name: "w1")
    let job = try harness.enqueue(JobRequest(type: "a", overrides: JobOverrides(once: true)))
    _ = try harness.claim(worker)
    _ = try harness.join(name: "w2")
    #expect(harness.state(of: job) == .failed)
  }

  @Test func `a cancel that was requested before the worker died is honoured`() throws {
    let harness = Harness()
    let worker = try harness.join(name: "w1")
    let job = try harness.enqueue(JobRequest(type: "a"))
    _ = try harness.claim(worker)
    try harness.perform(Cancel(job))
    _ = try harness.join(name: "w2")
    #expect(harness.state(of: job) == .cancelled)
  }

  @Test func `a second worker is refused while the first lives`() throws {
    let harness = Harness()
    _ = try harness.join(name: "w1")
    let error = refusal {
      try harness.enter(name: "w2", living: ["w1"])
    }
    #expect(error?.code == .conflict)
    #expect(error?.message.contains("daybook down") == true)
  }

  @Test func `each worker that joins leads with a higher epoch`() throws {
    let harness = Harness()
    _ = try harness.join(name: "w1")
    #expect(harness.state.stats.epoch == 1)
    _ = try harness.join(name: "w2")
    #expect(harness.state.stats.epoch == 2)
    #expect(harness.state.stats.leader == "w2")
  }

  @Test func `a worker that was declared lost is refused when it wakes`() throws {
    let harness = Harness()
    let sleeper = try harness.join(name: "w1")
    let job = try harness.enqueue(JobRequest(type: "a"))
    let attempt = try harness.claim(sleeper)[0]
    _ = try harness.join(name: "w2")
    let error = refusal { try harness.finish(sleeper, attempt, .succeeded(result: nil, usage: nil)) }
    #expect(error?.code == .refused)
    #expect(harness.state(of: job) == .pending)
  }

  @Test func `a worker that leaves hands its jobs back without a count`() throws {
    let harness = Harness()
    let job = try harness.enqueue(JobRequest(type: "a", overrides: JobOverrides(maxRetries: 0)))
    for name in ["w1", "w2", "w3"] {
      let worker = try harness.join(name: name)
      let attempt = try #require(try harness.claim(worker).first)
      let unfinished = FinishedAttempt(
        job: job, token: attempt.token, outcome: .interrupted(reason: "its worker was stopped"))
      try harness.perform(LeaveWorker(worker: worker, unfinished: [unfinished]))
      #expect(harness.state(of: job) == .pending)
    }
    #expect(harness.state.stats.workers.isEmpty)
    #expect(harness.state.departedWorker?.identity.name == "w3")
  }

  @Test func `a worker that joined after the others were looked at is not taken for dead`() throws {
    let harness = Harness()
    _ = try harness.join(name: "w1")
    let late = JoinWorker(identity: .sample(name: "w2"), livingWorkers: [], knownWorkers: [])
    #expect(refusal { _ = try harness.perform(late) }?.code == .conflict)
    #expect(harness.state.stats.workers.map(\.name) == ["w1"])
  }

  @Test func `what a leaving worker did not report goes back to the queue`() throws {
    let harness = Harness()
    let worker = try harness.join(name: "w1")
    let job = try harness.enqueue(JobRequest(type: "a"))
    _ = try harness.claim(worker)
    try harness.perform(LeaveWorker(worker: worker, unfinished: []))
    #expect(harness.state(of: job) == .pending)
  }
}
