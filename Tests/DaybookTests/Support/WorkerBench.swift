import Daybook
import Journal
import Logging
import Synchronization

/// An engine over a log in memory with a worker beside it, under a virtual clock.
final class WorkerBench: Sendable {
  let time = VirtualTime()
  let engine: Engine
  let worker: Worker
  private let running: Task<Void, any Error>

  /// - Parameter handle: runs every attempt of the types `a` and `b`.
  init(
    slots: Int = 5, graceMilliseconds: Int64 = 1000,
    handle: @escaping @Sendable (AttemptContext) async -> AttemptOutcome
  ) throws {
    let log = MemoryLog()
    let actor = Actor(user: "ann", host: "here", program: "tests")
    engine = try Engine.open(actor: actor, time: time, random: SeededRandom(seed: 7)) { log.open() }
    var handlers = HandlerRegistry()
    handlers.register("a", ClosureHandler(body: handle))
    handlers.register("b", ClosureHandler(body: handle))
    let worker = Worker(
      engine: engine, handlers: handlers,
      options: WorkerOptions(
        slots: slots, kind: "tests", shutdownGraceMilliseconds: graceMilliseconds, bootIdentifier: "tests-boot"),
      presence: SolitaryPresence(), actor: actor, time: time,
      logger: Logger(label: "tests") { _ in SwiftLogNoOpLogHandler() })
    self.worker = worker
    running = Task { try await worker.run() }
  }

  func enqueue(_ request: JobRequest) async throws -> JobID { try await engine.perform(Enqueue([request]))[0].id }

  /// Waits for an event of that kind, about the job if one is given: the `count`th of the whole history.
  @discardableResult
  func event(_ kind: String, of job: JobID? = nil, count: Int = 1) async throws -> SchedulerEvent {
    var left = count
    for try await event in engine.events(since: 0) where event.kind == kind && (job == nil || event.job == job) {
      left -= 1
      if left == 0 { return event }
    }
    throw DaybookError(.closed, "the events ended before \(count) × \(kind)")
  }

  func state(of job: JobID) -> JobState? { engine.read { $0.summary(of: job)?.state } }

  /// Waits until the worker has left.
  func end() async throws {
    await worker.shutdown()
    try await running.value
    engine.close()
  }

  /// Cancels the task that the worker runs in.
  func cancel() { running.cancel() }

  /// Waits for the worker to end by itself.
  func workerEnd() async throws { try await running.value }
}

private struct ClosureHandler: JobHandler {
  let body: @Sendable (AttemptContext) async -> AttemptOutcome
  func run(_ attempt: AttemptContext) async -> AttemptOutcome { await body(attempt) }
}

/// Waits until the task is cancelled.
func untilCancelled() async {
  let stream = AsyncStream<Void> { _ in }
  for await _ in stream {}
}
