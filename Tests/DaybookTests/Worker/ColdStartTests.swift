import Daybook
import Testing

@Suite struct ColdStartTests {
  private static let success = AttemptOutcome.succeeded(result: nil, usage: nil)

  @Test(.timeLimit(.minutes(1)))
  func `a worker runs jobs at once, and leads only when its cold start is over`() async throws {
    let team = WorkerTeam()
    let worker = try await team.start("w1", coldStart: 10_000) { _ in Self.success }
    let job = try await team.enqueue(JobRequest(type: "a"), worker)
    try await team.event("job.completed", in: worker) { $0.job == job }
    await team.pass(9000, observedBy: worker)
    #expect(worker.engine.read(\.stats).leader == nil)
    #expect(worker.leadership.history == [])
    team.time.advance(1000)
    try await team.event("leader.elected", in: worker)
    try await team.end(worker)
    #expect(worker.leadership.history == ["acquired 1", "lost 1"])
  }

  @Test(.timeLimit(.minutes(1)))
  func `one that stands for election at once leads meanwhile, and is replaced only afterwards`() async throws {
    let team = WorkerTeam()
    let patient = try await team.start("w1", coldStart: 10_000) { _ in Self.success }
    let eager = try await team.start("w2") { _ in Self.success }
    #expect(eager.engine.read(\.stats).leader == "w2")
    await team.kill(eager)
    await team.pass(6000, observedBy: patient)
    #expect(patient.engine.read(\.stats).leader == "w2", "nobody else stands yet")
    team.time.advance(4000)
    try await team.event("leader.elected", in: patient) { $0.epoch == 2 }
    try await team.end(patient)
  }
}
