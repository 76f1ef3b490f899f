import Testing

import Daybook

struct EnqueueAndClaimTests {
  @Test func `the id of a job is the sequence of its record`() throws {
    let harness = Harness()
    #expect(try harness.enqueue(JobRequest(type: "a")) == JobID(1))
    #expect(try harness.enqueue(JobRequest(type: "a")) == JobID(2))
    #expect(harness.state.stats.count(.pending) == 2)
  }

  @Test func `jobs start by priority, then ready time, then id`() throws {
    let harness = Harness()
    let worker = try harness.join()
    let first = try harness.enqueue(JobRequest(type: "a"))
    harness.advance(1)
    let second = try harness.enqueue(JobRequest(type: "b"))
    let third = try harness.enqueue(JobRequest(type: "a"))
    let urgent = try harness.enqueue(JobRequest(type: "c", priority: .high))
    let low = try harness.enqueue(JobRequest(type: "a", priority: .low))
    let order = try harness.claim(worker, 10).map(\.job)
    #expect(order == [urgent, first, second, third, low])
  }

  @Test func `a worker claims no more than its free slots`() throws {
    let harness = Harness()
    let worker = try harness.join()
    for _ in 0..<5 { _ = try harness.enqueue(JobRequest(type: "a")) }
    #expect(try harness.claim(worker, 2).count == 2)
    #expect(harness.state.stats.count(.running) == 2)
  }

  @Test func `a delayed job starts when it is due, and not before`() throws {
    let harness = Harness()
    let worker = try harness.join()
    let job = try harness.enqueue(JobRequest(type: "a", dueAt: harness.now.adding(milliseconds: 5000)))
    #expect(harness.state(of: job) == .scheduled)
    harness.advance(4999)
    #expect(try harness.claim(worker).isEmpty)
    #expect(!harness.state.needsTurn(worker: worker, freeSlots: 1, now: harness.now))
    harness.advance(1)
    #expect(harness.state.needsTurn(worker: worker, freeSlots: 1, now: harness.now))
    #expect(try harness.claim(worker).map(\.job) == [job])
  }

  @Test func `a due time in the past means now`() throws {
    let harness = Harness()
    let job = try harness.enqueue(JobRequest(type: "a", dueAt: harness.now.adding(milliseconds: -1)))
    #expect(harness.state(of: job) == .pending)
  }

  @Test func `a live job keeps its key, an ended one frees it`() throws {
    let harness = Harness()
    let worker = try harness.join()
    let first = try harness.perform(Enqueue([JobRequest(type: "a", key: "k")]))[0]
    let again = try harness.perform(Enqueue([JobRequest(type: "b", key: "k")]))[0]
    #expect(first.isNew && !again.isNew && again.id == first.id)
    let attempt = try harness.claim(worker)[0]
    try harness.finish(worker, attempt, .succeeded(result: nil, usage: nil))
    #expect(try harness.perform(Enqueue([JobRequest(type: "a", key: "k")]))[0].isNew)
  }

  @Test func `one batch with the same key twice makes one job`() throws {
    let harness = Harness()
    let results = try harness.perform(Enqueue([JobRequest(type: "a", key: "k"), JobRequest(type: "a", key: "k")]))
    #expect(results[0].id == results[1].id)
    #expect(harness.state.stats.total == 1)
  }

  @Test(arguments: [
    ("Bad Name", "write bad-name"), ("", "not a type name"), ("-x", "write x"), ("ünicode", "write n"),
    (String(repeating: "x", count: 101), "at most 100"),
  ])
  func `a type that is no name is refused with what to write`(_ name: String, _ hint: String) throws {
    let harness = Harness()
    let error = refusal { _ = try harness.enqueue(JobRequest(type: name)) }
    #expect(error?.code == .invalidInput)
    if name.allSatisfy(\.isASCII) { #expect(error?.message.contains(hint) == true) }
    #expect(harness.records.isEmpty)
  }

  @Test func `a refused batch leaves nothing behind`() throws {
    let harness = Harness()
    let tooLarge = JobRequest(type: "a", payload: Array(repeating: 32, count: Limits.payloadBytes + 1))
    #expect(refusal { try harness.perform(Enqueue([JobRequest(type: "a"), tooLarge])) }?.code == .invalidInput)
    #expect(harness.state.stats.total == 0)
  }

  @Test func `limits on type and queue hold jobs back without starving others`() throws {
    let harness = Harness()
    let worker = try harness.join()
    var type = TypeDefinition(name: "a", source: "file")
    type.concurrency = 1
    let queue = QueueDefinition(name: "disk", source: "file", concurrency: 2)
    try harness.perform(ApplyDeclarations(Declarations(source: "file", types: [type], queues: [queue])))
    let limited = try (0..<3).map { _ in try harness.enqueue(JobRequest(type: "a", priority: .high)) }
    let queued = try (0..<3).map { _ in try harness.enqueue(JobRequest(type: "b", queue: "disk")) }
    let free = try harness.enqueue(JobRequest(type: "c", priority: .low))
    #expect(try harness.claim(worker, 10).map(\.job) == [limited[0], queued[0], queued[1], free])
    #expect(harness.state.holdReason(of: limited[1], now: harness.now) == "type a is at its limit of 1")
    #expect(harness.state.holdReason(of: queued[2], now: harness.now) == "queue disk is at its limit of 2")
  }

  @Test(arguments: [PauseScope.everything, .type("a"), .queue("default")])
  func `what is paused does not start, and starts when resumed`(_ scope: PauseScope) throws {
    let harness = Harness()
    let worker = try harness.join()
    let job = try harness.enqueue(JobRequest(type: "a"))
    try harness.perform(Pause(scope))
    #expect(try harness.claim(worker).isEmpty)
    #expect(harness.state.holdReason(of: job, now: harness.now)?.contains("paused") == true)
    try harness.perform(Resume(scope))
    #expect(try harness.claim(worker).map(\.job) == [job])
  }

  @Test func `a job that no worker serves stays pending and says so`() throws {
    let harness = Harness()
    let worker = try harness.join()
    let job = try harness.enqueue(JobRequest(type: "nobody"))
    #expect(try harness.claim(worker).isEmpty)
    #expect(harness.state.holdReason(of: job, now: harness.now) == "no worker serves type nobody")
  }
}
