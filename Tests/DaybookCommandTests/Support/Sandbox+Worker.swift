import Daybook
import DaybookCommand

extension Sandbox {
  /// Starts every waiting job and ends it as told; returns the ids.
  @discardableResult
  func finishAll(_ outcome: AttemptOutcome) async throws -> [JobID] {
    let engine = try engine()
    defer { engine.close() }
    let worker = try await engine.perform(JoinWorker(identity: Self.identity))
    let claimed = try await engine.perform(WorkerTurn(worker: worker, finished: [], freeSlots: 100)).claimed
    clock.advance(milliseconds: 1500)
    let finished = claimed.map { FinishedAttempt(job: $0.job, token: $0.token, outcome: outcome) }
    try await engine.perform(LeaveWorker(worker: worker, unfinished: finished))
    return claimed.map(\.job)
  }

  /// Starts every waiting job under a worker that stays.
  @discardableResult
  func startAll() async throws -> [ClaimedAttempt] {
    let engine = try engine()
    defer { engine.close() }
    let worker = try await engine.perform(JoinWorker(identity: Self.identity))
    return try await engine.perform(WorkerTurn(worker: worker, finished: [], freeSlots: 100)).claimed
  }

  /// Applies a jobs file.
  func declare(_ text: String) async throws {
    let file = try JobsFile(
      bytes: Array(text.utf8), file: "daybook.toml", source: "\(directory)/daybook.toml", owner: "ann",
      hostZone: "UTC", now: clock.now())
    let engine = try engine()
    defer { engine.close() }
    try await engine.perform(ApplyDeclarations(file.declarations))
  }

  static let failure = AttemptOutcome.failed(
    Failure(kind: .error, message: "exit 3: no space left", exitCode: 3), usage: nil)

  private static let identity = WorkerDescription(
    name: "worker-1", kind: "daybook up", host: "test", user: "ann", processID: 4242, slots: 4, servesCommands: true,
    types: [])
}
