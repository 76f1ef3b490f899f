import FoundationEssentials
public import Logging
public import ServiceLifecycle
import Synchronization

/// A job scheduler embedded in this program, over a journal that other processes may share.
///
/// Enqueueing, cancelling and scheduling work as soon as it is open and return once the change is on disk. Handlers run
/// while `run()` does; a program that only produces jobs never calls it.
public final class Scheduler: Service, Sendable {
  /// Where the journal lives.
  public struct Location: Sendable {
    let path: String

    /// A directory of this machine, created when missing.
    public static func directory(_ path: String) -> Location { Location(path: path) }
  }

  /// What the program registered, until `run` takes it.
  private struct Registrations {
    var handlers = HandlerRegistry()
    var types: [TypeDefinition] = []
    /// A worker serves the types it joined with.
    var isTaken = false
  }

  package let engine: Engine
  let program: String
  private let registrations = Mutex(Registrations())
  private let slots: Int
  private let logger: Logger
  private let directory: String

  /// Opens the journal and reads it.
  ///
  /// - Parameters:
  ///   - program: names this program in the audit trail and as the source of its types.
  ///   - concurrency: attempts that `run` executes at once.
  /// - Throws: `DaybookError` when the journal cannot be opened or is damaged.
  public init(
    journal: Location, program: String = "swift", concurrency: Int = 5,
    logger: Logger = Logger(label: "daybook")
  ) async throws {
    directory = journal.path
    self.program = program
    slots = concurrency
    self.logger = logger
    engine = try Engine.open(directory: journal.path, actor: .current(program: program))
  }

  /// Registers the handler of a payload's type; call it before `run`.
  ///
  /// A thrown error fails the attempt, which is retried while the budget lasts; throw a `JobVerdict` for other endings.
  public func register<Payload: JobPayload>(
    _: Payload.Type, concurrency: Int? = nil, maxRetries: Int = 2, backoff: Backoff = .standard,
    timeout: Duration? = nil, _ body: @escaping @Sendable (Payload, JobContext) async throws -> Void
  ) throws(DaybookError) {
    var type = TypeDefinition(name: Payload.type, source: program)
    type.concurrency = concurrency
    type.maxRetries = maxRetries
    type.backoff = backoff
    type.timeoutMilliseconds = timeout?.wholeMilliseconds
    try register(type, PayloadHandler(body: body))
  }

  func register(_ type: TypeDefinition, _ handler: any JobHandler) throws(DaybookError) {
    try Name.validate(type.name, what: "type")
    let isTaken = registrations.withLock { registrations in
      if registrations.isTaken { return true }
      registrations.handlers.register(type.name, handler)
      registrations.types.removeAll { $0.name == type.name }
      registrations.types.append(type)
      return false
    }
    if isTaken {
      throw DaybookError(
        .conflict, "\(type.name) was registered after run() had begun: register every handler before it")
    }
  }

  /// Enqueues a job; returns once it is on disk.
  ///
  /// - Returns: its id, and false when a live job already held the key.
  @discardableResult
  public func enqueue<Payload: JobPayload>(
    _ payload: Payload, priority: Priority = .normal, delay: Duration? = nil, queue: String? = nil,
    key: String? = nil
  ) async throws -> (id: JobID, isNew: Bool) {
    var request = JobRequest(type: Payload.type, payload: try Self.encode(payload), queue: queue, priority: priority)
    request.key = key
    request.dueAt = delay.map { SystemTime().now().adding(milliseconds: $0.wholeMilliseconds) }
    let result = try await engine.perform(Enqueue([request]))
    return (result[0].id, result[0].isNew)
  }

  /// Cancels a job: at once while it waits, through its worker while it runs.
  public func cancel(_ job: JobID) async throws { _ = try await engine.perform(Cancel(job)) }

  /// Runs an ended job again.
  public func retry(_ job: JobID) async throws { try await engine.perform(Retry(job)) }

  /// The state of a job, nil when it is not kept.
  public func state(of job: JobID) -> JobState? { engine.read { $0.summary(of: job)?.state } }

  /// Every event after `sequence` (0: from the beginning), in commit order and without a gap, then live.
  public func events(since sequence: UInt64 = 0) -> AsyncThrowingStream<SchedulerEvent, any Error> {
    engine.events(since: sequence)
  }

  /// Runs handlers and fires schedules until graceful shutdown; then waits for running handlers.
  public func run() async throws {
    let (handlers, types) = registrations.withLock { registrations in
      registrations.isTaken = true
      return (registrations.handlers, registrations.types)
    }
    var declarations = Declarations(source: program, types: types)
    declarations.listsAllSchedules = false
    try await engine.perform(ApplyDeclarations(declarations))
    let worker = Worker(
      engine: engine, handlers: handlers, options: WorkerOptions(slots: slots, kind: program),
      presence: try DirectoryPresence(directory: directory), actor: .current(program: program), logger: logger)
    try await withGracefulShutdownHandler {
      try await worker.run()
    } onGracefulShutdown: {
      Task { await worker.shutdown() }
    }
  }

  /// Stops following the journal; later calls fail with `.closed`.
  public func close() { engine.close() }

  static func encode(_ payload: some JobPayload) throws -> [UInt8] {
    Array(try JSONEncoder().encode(payload))
  }
}
