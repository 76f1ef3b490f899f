import Testing

import Daybook

struct LeadershipTests {
  @Test func `the first worker leads, and those who join beside it do not`() throws {
    let harness = Harness()
    _ = try harness.join(name: "w1")
    _ = try harness.join(name: "w2")
    #expect(harness.state.stats.leader == "w1")
    #expect(harness.state.stats.epoch == 1)
    #expect(harness.state.stats.workers.map(\.isLeader) == [true, false])
  }

  @Test func `of all who want to replace one leader the first one leads, with the next epoch`() throws {
    let harness = Harness()
    _ = try harness.join(name: "w1")
    let others = try (2...4).map { try harness.join(name: "w\($0)") }
    let outcomes = try others.map { try harness.perform(ElectLeader(candidate: $0, seenEpoch: 1)) }
    #expect(outcomes == [true, false, false])
    #expect(harness.state.stats.leader == "w2")
    #expect(harness.state.stats.epoch == 2)
  }

  @Test func `when the leader leaves, the next one is elected with the next epoch`() throws {
    let harness = Harness()
    let first = try harness.join(name: "w1")
    let second = try harness.join(name: "w2")
    try harness.perform(LeaveWorker(worker: first, unfinished: []))
    #expect(harness.state.stats.leader == nil)
    #expect(try harness.perform(ElectLeader(candidate: second, seenEpoch: 1)))
    #expect(harness.state.stats.epoch == 2)
  }

  @Test func `what an old leader decided changes nothing under a newer epoch, and is counted`() throws {
    let harness = Harness()
    let interval = Trigger.every(milliseconds: 1000, anchor: harness.now, startsImmediately: false)
    try harness.perform(
      UpsertSchedule(
        ScheduleDefinition(
          name: "s", owner: "ann", source: "file", trigger: interval, template: JobRequest(type: "a"))))
    let schedule = harness.state.lastSequence
    let old = try harness.join(name: "w1")
    _ = try harness.join(name: "w2")
    let (new, _) = try harness.takeOver(name: "w3")
    let before = harness.state.stats
    let late: [Event] = [
      .scheduleFired(id: schedule, nominal: harness.now, nextFire: nil, isManual: false),
      .jobEnqueued(JobEnqueued(request: JobRequest(type: "a"), queue: "default", dueAt: nil, schedule: schedule)),
      .workerLost(worker: new),
    ]
    for event in late {
      let record = RecordedEvent(time: harness.now, actor: nil, epoch: 1, event: event)
      harness.state.apply(record, sequence: harness.state.lastSequence + 1)
    }
    let election = RecordedEvent(time: harness.now, actor: nil, event: .leaderElected(worker: old, epoch: 2))
    harness.state.apply(election, sequence: harness.state.lastSequence + 1)
    #expect(harness.state.stats.staleRecords == before.staleRecords + 4)
    #expect(harness.state.stats.workers == before.workers)
    #expect(harness.state.stats.leader == "w3")
    #expect(harness.state.stats.total == 0)
    #expect(harness.state.scheduleSummaries[0].fireCount == 0)
  }

  /// Both live and are workers: only the epoch tells them apart.
  @Test(arguments: [0, 1, 2, 4, .max] as [UInt64])
  func `the lead passes with the very next epoch, and a record with any other changes nothing`(
    _ epoch: UInt64
  ) throws {
    let harness = Harness()
    let first = try harness.join(name: "w1")
    let second = try harness.join(name: "w2")
    try harness.perform(ElectLeader(candidate: second, seenEpoch: 1))
    try harness.emit(.leaderElected(worker: first, epoch: epoch))
    #expect(harness.state.stats.leader == "w2")
    #expect(harness.state.stats.epoch == 2)
    #expect(harness.state.stats.staleRecords == 1)
  }

  @Test func `a fire and its job carry the epoch of the leader that decided them`() throws {
    let harness = Harness()
    let worker = try harness.join()
    let interval = Trigger.every(milliseconds: 1000, anchor: harness.now, startsImmediately: false)
    try harness.perform(
      UpsertSchedule(
        ScheduleDefinition(
          name: "s", owner: "ann", source: "file", trigger: interval, template: JobRequest(type: "a"))))
    harness.advance(1000)
    _ = try harness.claim(worker)
    let records = try harness.records.map { bytes in
      try bytes.withUnsafeBytes { try RecordedEvent(decoding: $0, keepsPayload: true) }
    }
    let epochs = records.map { ($0.event.kind, $0.epoch) }
    #expect(epochs.filter { $0.1 == 1 }.map(\.0) == [.scheduleFired, .jobEnqueued])
    #expect(epochs.contains { $0.0 == .jobStarted && $0.1 == nil })
  }

  @Test func `the leader raises the fold only when every worker understands it, and older programs stop changing`()
    throws
  {
    let harness = Harness()
    var newer = WorkerDescription.sample(name: "w1")
    newer.foldVersion = Event.foldVersion + 1
    let old = try harness.join(name: "old")
    _ = try harness.claim(old)
    let leader = try harness.perform(JoinWorker(identity: newer))
    try harness.perform(ElectLeader(candidate: leader, seenEpoch: 1))
    _ = try harness.claim(leader)
    #expect(harness.state.foldVersion == Event.foldVersion)
    try harness.perform(LeaveWorker(worker: old, unfinished: []))
    #expect(harness.state.needsTurn(worker: leader, freeSlots: 0, now: harness.now))
    _ = try harness.claim(leader)
    #expect(harness.state.foldVersion == Event.foldVersion + 1)
    #expect(!harness.state.needsTurn(worker: leader, freeSlots: 0, now: harness.now))
    #expect(refusal { _ = try harness.join(name: "old again") }?.message.contains("newer daybook") == true)
  }
}
