import Daybook

/// Waits until jobs have ended.
struct JobWait: Sendable {
  /// How a wait ended.
  struct Ending: Sendable {
    /// The jobs waited for as they are now, in the order asked.
    var jobs: [JobSummary]
    /// Ran out of time.
    var isTimeout: Bool
    /// The job that no worker can run; nil while there is hope.
    var stuck: JobID?
  }

  private static let lookMilliseconds: Int64 = 2000

  private let engine: Engine
  private let time: any TimeSource

  init(engine: Engine, time: any TimeSource = SystemTime()) {
    self.engine = engine
    self.time = time
  }

  /// Returns once all of the jobs, or with `any` one of them, have ended, time is up, or nobody can run them.
  ///
  /// - Parameter timeout: in milliseconds; nil waits for ever.
  /// - Throws: `DaybookError` with code `notFound` for an unknown id.
  func untilEnded(_ ids: [JobID], any: Bool, timeout: Int64?) async throws -> Ending {
    let deadline = timeout.map { time.monotonicMilliseconds() + $0 }
    let changes = EngineChanges(engine)
    let ticks = Task { await tick(changes, until: deadline) }
    defer { ticks.cancel() }
    for await _ in changes.stream {
      if let ending = try ending(ids, any: any) { return ending }
      if let deadline, time.monotonicMilliseconds() >= deadline {
        return Ending(jobs: try summaries(ids), isTimeout: true, stuck: nil)
      }
    }
    throw engine.failure ?? DaybookError(.closed, "the wait was interrupted")
  }

  /// A worker that is killed writes nothing, and time that is up is no change either: both need a look now and then.
  private func tick(_ changes: EngineChanges, until deadline: Int64?) async {
    while !Task.isCancelled {
      let next = time.monotonicMilliseconds() + Self.lookMilliseconds
      try? await time.sleep(untilMonotonic: min(deadline ?? .max, next))
      changes.nudge()
    }
  }

  private func ending(_ ids: [JobID], any: Bool) throws -> Ending? {
    if let failure = engine.failure { throw failure }
    let jobs = try summaries(ids)
    let ended = jobs.filter(\.state.isTerminal)
    if any ? !ended.isEmpty : ended.count == jobs.count { return Ending(jobs: jobs, isTimeout: false, stuck: nil) }
    let waiting = jobs.filter { !$0.state.isTerminal }
    guard !WorkerCheck(engine).isServed else { return nil }
    return Ending(jobs: jobs, isTimeout: false, stuck: waiting.first?.id)
  }

  private func summaries(_ ids: [JobID]) throws(DaybookError) -> [JobSummary] {
    let found = engine.read { state in ids.map { state.summary(of: $0) } }
    if let missing = zip(ids, found).first(where: { $0.1 == nil }) { throw DaybookError.unknownJob(missing.0) }
    return found.compactMap(\.self)
  }
}
