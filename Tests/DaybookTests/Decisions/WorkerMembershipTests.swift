import Testing

import Daybook

struct WorkerMembershipTests {
  @Test func `jobs of a dead worker run again without using up a retry, once`() throws {
    let harness = Harness()
    let first = try harness.join(name: "w1")
    let job = try harness.enqueue(JobRequest(type: "a", overrides: JobOverrides(maxRetries: 0)))
    _ = try harness.claim(first)
    let (second, takenBack) = try harness.takeOver(name: "w2")
    #expect(takenBack == [job])
    #expect(harness.state(of: job) == .pending)
    _ = try harness.claim(second)
    try harness.takeOver(name: "w3")
    let summary = try #require(harness.state.summary(of: job))
    #expect(summary.state == .failed)
    #expect(summary.failure?.kind == .lost)
  }

  @Test func `a job that may run only once fails when its worker dies`() throws {
    let harness = Harness()
    let worker = try harness.join(name: "w1")
    let job = try harness.enqueue(JobRequest(type: "a", overrides: JobOverrides(once: true)))
    _ = try harness.claim(worker)
    try harness.takeOver(name: "w2")
    #expect(harness.state(of: job) == .failed)
  }

  @Test func `a cancel that was requested before the worker died is honoured`() throws {
    let harness = Harness()
    let worker = try harness.join(name: "w1")
    let job = try harness.enqueue(JobRequest(type: "a"))
    _ = try harness.claim(worker)
    try harness.perform(Cancel(job))
    try harness.takeOver(name: "w2")
    #expect(harness.state(of: job) == .cancelled)
  }

  @Test func `several workers serve one journal, and limits hold across them`() throws {
    let harness = Harness()
    var type = TypeDefinition(name: "a", source: "file")
    type.concurrency = 3
    let queue = QueueDefinition(name: "q", source: "file", concurrency: 2)
    try harness.perform(ApplyDeclarations(Declarations(source: "file", types: [type], queues: [queue], schedules: [])))
    let workers = try (1...3).map { try harness.join(name: "w\($0)") }
    for _ in 0..<6 { _ = try harness.enqueue(JobRequest(type: "a")) }
    for _ in 0..<6 { _ = try harness.enqueue(JobRequest(type: "b", queue: "q")) }
    let claimed = try workers.map { try harness.claim($0, 4).map(\.type) }
    #expect(claimed == [["a", "a", "a", "b"], ["b"], []])
    #expect(harness.state.stats.workers.map(\.running) == [4, 1, 0])
  }

  @Test func `a worker claims only what it serves`() throws {
    let harness = Harness()
    var program = WorkerDescription.sample(name: "program")
    program.servesCommands = false
    program.types = ["b"]
    let worker = try harness.perform(JoinWorker(identity: program))
    for type in ["a", "b", Limits.commandType] { _ = try harness.enqueue(JobRequest(type: type)) }
    #expect(try harness.claim(worker, 5).map(\.type) == ["b"])
  }

  @Test func `there is one worker of a kind that wants to be alone, and a dead one does not count`() throws {
    let harness = Harness()
    let up = { JoinWorker(identity: .sample(name: $0), isOnlyOfItsKind: true, gone: $1) }
    let first = try harness.perform(up("w1", []))
    let error = refusal { _ = try harness.perform(up("w2", [])) }
    #expect(error?.code == .conflict)
    #expect(error?.message.contains("daybook down") == true)
    _ = try harness.perform(up("w3", [first]))
    #expect(harness.state.stats.workers.map(\.name) == ["w1", "w3"])
  }

  @Test func `late reports of a worker that was declared lost are refused, recorded and counted`() throws {
    let harness = Harness()
    let sleeper = try harness.join(name: "w1")
    let job = try harness.enqueue(JobRequest(type: "a"))
    let attempt = try harness.claim(sleeper)[0]
    let (second, _) = try harness.takeOver(name: "w2")
    let again = try harness.claim(second)[0]
    let late = FinishedAttempt(job: job, token: attempt.token, outcome: .succeeded(result: nil, usage: nil))
    let outcome = try harness.perform(WorkerTurn(worker: sleeper, finished: [late], freeSlots: 5))
    #expect(!outcome.isMember && outcome.claimed.isEmpty)
    #expect(harness.state(of: job) == .running)
    #expect(harness.state.stats.staleRecords == 1)
    try harness.finish(second, again, .succeeded(result: nil, usage: nil))
    #expect(harness.state(of: job) == .completed)
    #expect(try harness.replayed().portrait == harness.state.portrait)
  }

  @Test func `a worker that was declared lost neither claims nor leads nor joins the election`() throws {
    let harness = Harness()
    let sleeper = try harness.join(name: "w1")
    let (second, _) = try harness.takeOver(name: "w2")
    _ = try harness.enqueue(JobRequest(type: "a"))
    #expect(try harness.claim(sleeper, 5).isEmpty)
    #expect(try !harness.perform(ElectLeader(candidate: sleeper, seenEpoch: harness.state.stats.epoch)))
    #expect(refusal { try harness.takeBack(by: sleeper, dead: [second]) }?.code == .refused)
    #expect(harness.state.stats.leader == "w2")
  }

  @Test func `a type that opted out stays with a worker that lives, and is taken from one that is dead`() throws {
    let harness = Harness()
    var type = TypeDefinition(name: "a", source: "program")
    type.staysWithLockedWorker = true
    try harness.perform(ApplyDeclarations(Declarations(source: "program", types: [type])))
    let leader = try harness.join(name: "w1")
    let hung = try harness.join(name: "w2")
    let kept = try harness.enqueue(JobRequest(type: "a"))
    let taken = try harness.enqueue(JobRequest(type: "b"))
    let attempts = try harness.claim(hung, 2)
    #expect(try harness.takeBack(by: leader, unresponsive: [hung]) == [taken])
    #expect(harness.state(of: kept) == .running && harness.state(of: taken) == .pending)
    // Its report about what it kept still counts.
    #expect(harness.state.stats.workers.map(\.id) == [leader, hung])
    try harness.finish(hung, attempts[0], .succeeded(result: nil, usage: nil))
    #expect(harness.state(of: kept) == .completed)
    let second = try harness.enqueue(JobRequest(type: "a"))
    _ = try harness.claim(hung, 2)
    #expect(try harness.takeBack(by: leader, dead: [hung]) == [taken, second])
    #expect(harness.state.stats.workers.map(\.id) == [leader])
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

  @Test func `what a leaving worker did not report goes back to the queue`() throws {
    let harness = Harness()
    let worker = try harness.join(name: "w1")
    let job = try harness.enqueue(JobRequest(type: "a"))
    _ = try harness.claim(worker)
    try harness.perform(LeaveWorker(worker: worker, unfinished: []))
    #expect(harness.state(of: job) == .pending)
  }
}
