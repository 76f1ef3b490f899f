import Daybook
import Synchronization
import Testing

struct WorkerTeamTests {
  private static let success = AttemptOutcome.succeeded(result: nil, usage: nil)

  @Test(.timeLimit(.minutes(1)))
  func `when the leader dies, another one leads at once and runs its jobs again`() async throws {
    let team = WorkerTeam()
    let first = try await team.start("w1") { _ in
      await untilCancelled()
      return .interrupted(reason: "killed")
    }
    let job = try await team.enqueue(JobRequest(type: "a"), first)
    try await team.event("job.started", in: first) { $0.job == job }
    let second = try await team.start("w2") { _ in Self.success }
    await team.kill(first)
    try await team.event("job.completed", in: second) { $0.job == job }
    let lost = try await team.event("job.lost", in: second) { $0.job == job }
    #expect(lost.epoch == 2)
    #expect(team.hall.ended == ["w1"])
    #expect(second.leadership.history == ["acquired 2"])
    #expect(second.engine.read(\.stats).workers.map(\.name) == ["w2"])
    try await team.end(second)
    #expect(second.leadership.history == ["acquired 2", "lost 2"])
  }

  @Test(.timeLimit(.minutes(1)))
  func `a leader that leaves is followed by another, which fires the schedules`() async throws {
    let team = WorkerTeam()
    let first = try await team.start("w1") { _ in Self.success }
    let second = try await team.start("w2") { _ in Self.success }
    let interval = Trigger.every(milliseconds: 60_000, anchor: team.time.now(), startsImmediately: false)
    try await first.engine.perform(
      UpsertSchedule(
        ScheduleDefinition(
          name: "s", owner: "ann", source: "file", trigger: interval, template: JobRequest(type: "a"))))
    try await team.end(first)
    #expect(first.leadership.history == ["acquired 1", "lost 1"])
    try await team.event("leader.elected", in: second) { $0.epoch == 2 }
    team.time.advance(60_000)
    let fire = try await team.event("schedule.fired", in: second)
    #expect(fire.epoch == 2)
    try await team.event("job.completed", in: second)
    try await team.end(second)
  }

  @Test(.timeLimit(.minutes(1)))
  func `a leader without a heartbeat is replaced, loses its jobs, and joins again when it wakes`() async throws {
    let team = WorkerTeam()
    let gate = Gate()
    let first = try await team.start("w1", slots: 1) { attempt in
      if attempt.claimed.attempt == 1 { await gate.wait() }
      return Self.success
    }
    let job = try await team.enqueue(JobRequest(type: "a"), first)
    let started = try await team.event("job.started", in: first) { $0.job == job }
    let second = try await team.start("w2", slots: 1) { _ in Self.success }
    team.hall.freeze("w1")
    await team.pass(WorkerTeam.leaderTimeout + 300, observedBy: second)
    try await team.event("leader.elected", in: second) { $0.epoch == 2 }
    // The worker's timeout is longer than the leader's: until then it keeps its jobs.
    #expect(second.engine.read { $0.summary(of: job)?.state } == .running)
    await team.pass(WorkerTeam.workerTimeout - WorkerTeam.leaderTimeout + 300, observedBy: second)
    let lost = try await team.event("job.lost", in: second) { $0.job == job }
    #expect(lost.attempt == 1 && lost.epoch == 2)
    try await team.event("job.completed", in: second) { $0.job == job && $0.attempt == 2 }
    // The first attempt ends now, and its report comes too late.
    gate.open()
    try await team.event("job.reportRefused", in: second) { $0.job == job }
    try await team.event("worker.joined", in: second) { $0.worker == "w1'" }
    #expect(first.leadership.history == ["acquired 1", "lost 1"])
    #expect(second.engine.read(\.stats).staleRecords == 1)
    #expect(second.engine.read { $0.attempts(of: job).map(\.token) }.first == started.sequence)
    try await team.end(second)
    try await team.event("leader.elected", in: first) { $0.epoch == 3 }
    try await team.end(first)
    #expect(first.leadership.history == ["acquired 1", "lost 1", "acquired 3", "lost 3"])
  }

  @Test(.timeLimit(.minutes(1)))
  func `a worker whose heart beats keeps its job however long it takes`() async throws {
    let team = WorkerTeam()
    let gate = Gate()
    let first = try await team.start("w1") { _ in Self.success }
    let second = try await team.start("w2", slots: 1) { _ in
      await gate.wait()
      return Self.success
    }
    await first.worker.drain()
    try await first.running.value
    let job = try await team.enqueue(JobRequest(type: "a"), second)
    try await team.event("job.started", in: second) { $0.job == job }
    let third = try await team.start("w3") { _ in Self.success }
    await team.pass(5 * WorkerTeam.workerTimeout, observedBy: second, third)
    gate.open()
    let end = try await team.event("job.completed", in: third) { $0.job == job }
    #expect(end.attempt == 1)
    first.engine.close()
    try await team.end(third, second)
  }
}

/// Holds handlers until the test lets them go on.
final class Gate: Sendable {
  private let stream = AsyncStream<Void>.makeStream()

  func open() { stream.continuation.finish() }

  func wait() async {
    for await _ in stream.stream {}
  }
}
