import Daybook
import Logging

/// A worker in this process, for jobs that do nothing but tell that they run.
struct BenchWorker {
  static let type = "bench"

  private struct Handler: JobHandler {
    let body: @Sendable () -> Void

    func run(_ attempt: AttemptContext) async -> AttemptOutcome {
      body()
      return .succeeded(result: nil, usage: nil)
    }
  }

  let engine: Engine
  private let worker: Worker
  private let running: Task<Void, any Error>

  /// Opens a new journal and runs a worker on it.
  ///
  /// - Parameters:
  ///   - jobs: how many jobs wait for it already.
  ///   - body: called when a job starts.
  init(in directory: String, slots: Int, jobs: Int = 0, _ body: @escaping @Sendable () -> Void) async throws {
    let path = "\(directory)/worker-\(SystemRandom().next(below: .max))"
    let actor = Actor.current(program: "bench")
    engine = try Engine.open(directory: path, actor: actor)
    for start in stride(from: 0, to: jobs, by: 1000) {
      let requests = Array(repeating: JobRequest(type: Self.type), count: min(1000, jobs - start))
      try await engine.perform(Enqueue(requests))
    }
    var handlers = HandlerRegistry()
    handlers.register(Self.type, Handler(body: body))
    let worker = Worker(
      engine: engine, handlers: handlers, options: WorkerOptions(slots: slots, kind: "bench"),
      presence: try DirectoryPresence(directory: path), actor: actor,
      logger: Logger(label: "bench") { _ in SwiftLogNoOpLogHandler() })
    self.worker = worker
    running = Task { try await worker.run() }
  }

  /// Returns once so many jobs are recorded as completed, on disk.
  func untilCompleted(_ count: Int) async throws {
    let changes = EngineChanges(engine)
    defer { changes.finish() }
    for await _ in changes.stream where engine.read({ $0.stats.count(.completed) }) >= count { break }
    if let failure = engine.failure { throw failure }
  }

  /// Ends the worker and closes the journal.
  func stop() async throws {
    await worker.shutdown()
    try await running.value
    engine.close()
  }
}
