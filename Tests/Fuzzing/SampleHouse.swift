import Daybook
import Journal

/// A scheduler that has seen a little of everything, and what it has written.
final class SampleHouse {
  let state = SchedulerState()
  private(set) var records: [[UInt8]] = []
  private var now = Timestamp(seconds: 1_800_000_000)

  init() {
    do {
      try live()
    } catch {
      preconditionFailure("the sample cannot be made: \(error)")
    }
  }

  private func live() throws {
    let worker = try perform(
      JoinWorker(
        identity: WorkerDescription(
          name: "w1", kind: "up", host: "here", user: "ann", processID: 7, slots: 4, servesCommands: true, types: ["a"])
      ))
    var type = TypeDefinition(name: "a", source: "file")
    type.concurrency = 3
    let queue = QueueDefinition(name: "q", source: "file", concurrency: 2)
    try perform(ApplyDeclarations(Declarations(source: "file", types: [type], queues: [queue], schedules: [])))
    try perform(
      UpsertSchedule(
        ScheduleDefinition(
          name: "s", owner: "ann", source: "file", trigger: .cron(expression: "* * * * *", timeZone: "UTC"),
          template: JobRequest(type: "a", payload: Array("{}".utf8)))))
    var request = JobRequest(type: "a", queue: "q", key: "k", label: "l", tags: ["t"])
    request.overrides = JobOverrides(maxRetries: 1, backoff: .standard, timeoutMilliseconds: 5)
    _ = try perform(Enqueue([request]))
    _ = try perform(Cancel(try perform(Enqueue([JobRequest(type: "a")]))[0].id))
    try perform(Pause(.queue("r")))
    now = now.adding(milliseconds: 120_000)
    let claimed = try perform(WorkerTurn(worker: worker, finished: [], freeSlots: 4)).claimed
    let failure = AttemptOutcome.failed(Failure(kind: .error, message: "no", exitCode: 1), usage: nil)
    let outcomes = [failure, .succeeded(result: [1], usage: nil), .snoozed(milliseconds: 5), .cancelled(reason: "x")]
    let finished = zip(claimed, outcomes).map { FinishedAttempt(job: $0.job, token: $0.token, outcome: $1) }
    _ = try perform(WorkerTurn(worker: worker, finished: finished, freeSlots: 4))
    try perform(SetScheduleEnabled(name: "s", isEnabled: false))
    try perform(LeaveWorker(worker: worker, unfinished: []))
  }

  @discardableResult
  private func perform<D: Decision>(_ decision: D) throws -> D.Outcome {
    let transaction = Transaction(
      state: state, now: now, nextSequence: state.lastSequence + 1, random: NoDraws(), triggers: TriggerClock())
    defer { records += transaction.records.map(\.bytes) }
    return try decision.decide(in: transaction, actor: Actor(user: "ann", host: "here", program: "fuzzing"))
  }
}

/// Always the lowest draw.
private struct NoDraws: RandomSource {
  func next(below bound: Int64) -> Int64 { 0 }
}
