import FoundationEssentials
public import Logging
public import ServiceLifecycle
import Synchronization

/// A job scheduler embedded in this program, over a journal that other processes may share.
///
/// Enqueueing, cancelling and scheduling work as soon as it is open and return once the change is accepted: when it is on
/// disk, unless a weaker `Durability` was chosen. Handlers run while `run()` does; a program that only produces jobs never
/// calls it.
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
    var onLeadershipAcquired: [@Sendable (UInt64) -> Void] = []
    var onLeadershipLost: [@Sendable (UInt64) -> Void] = []
    /// A worker serves the types it joined with.
    var isTaken = false
  }

  package let engine: Engine
  let program: String
  private let registrations = Mutex(Registrations())
  private let options: WorkerOptions
  private let logger: Logger
  private let directory: String

  /// Opens the journal and reads it.
  ///
  /// - Parameters:
  ///   - program: names this program in the audit trail and as the source of its types.
  ///   - durability: when a change counts as accepted.
  ///   - concurrency: attempts that `run` executes at once.
  ///   - workerTimeout: how long another worker may live without responding until its jobs are taken back.
  ///   - leaderTimeout: how long the leader may live without responding until it is replaced.
  ///   - coldStart: how long after `run` begins it does not stand for election; it runs jobs meanwhile.
  /// - Throws: `DaybookError` when the journal cannot be opened or is damaged, a timeout is under 3 s, or an interval cannot
  ///   be kept.
  public init(
    journal: Location, program: String = "swift", durability: Durability = .always, concurrency: Int = 5,
    workerTimeout: Duration = .seconds(20), leaderTimeout: Duration = .seconds(15),
    coldStart: Duration = .zero, logger: Logger = Logger(label: "daybook")
  ) async throws {
    directory = journal.path
    self.program = program
    try durability.validate()
    for timeout in [workerTimeout, leaderTimeout]
    where timeout.wholeMilliseconds < WorkerOptions.shortestTimeoutMilliseconds {
      throw DaybookError(.invalidInput, "a timeout of \(timeout) is too short to tell a busy worker: 3 s at least")
    }
    var options = WorkerOptions(slots: concurrency, kind: program)
    options.workerTimeoutMilliseconds = workerTimeout.wholeMilliseconds
    options.leaderTimeoutMilliseconds = leaderTimeout.wholeMilliseconds
    options.coldStartMilliseconds = max(0, coldStart.wholeMilliseconds)
    self.options = options
    self.logger = logger
    engine = try Engine.open(
      directory: journal.path, actor: .current(program: program), durability: durability)
  }

  /// Registers the handler of a payload's type; call it before `run`.
  ///
  /// A thrown error fails the attempt, which is retried while the budget lasts; throw a `JobVerdict` for other endings.
  ///
  /// - Parameter staysWhileAlive: a job of this type is taken back only when the process that runs it is dead. Without it,
  ///   a process that does not respond for the worker timeout loses the job, and its handler may overlap with the next
  ///   attempt when it goes on.
  public func register<Payload: JobPayload>(
    _: Payload.Type, concurrency: Int? = nil, maxRetries: Int = 2, backoff: Backoff = .standard,
    timeout: Duration? = nil, staysWhileAlive: Bool = false,
    _ body: @escaping @Sendable (Payload, JobContext) async throws -> Void
  ) throws(DaybookError) {
    var type = TypeDefinition(name: Payload.type, source: program)
    type.concurrency = concurrency
    type.maxRetries = maxRetries
    type.backoff = backoff
    type.timeoutMilliseconds = timeout?.wholeMilliseconds
    type.staysWithLockedWorker = staysWhileAlive
    type.parameters = Payload.parameters.map(\.definition).sorted { $0.name < $1.name }
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

  /// Calls `body` each time this process begins to lead the workers of its journal, with the epoch; call it before `run`.
  ///
  /// The leader is the one process that fires schedules and takes back jobs. `body` must return quickly.
  public func onLeadershipAcquired(_ body: @escaping @Sendable (_ epoch: UInt64) -> Void) {
    registrations.withLock { $0.onLeadershipAcquired.append(body) }
  }

  /// Calls `body` each time this process leads no longer, with the epoch that is over; call it before `run`.
  ///
  /// `body` must return quickly.
  public func onLeadershipLost(_ body: @escaping @Sendable (_ epoch: UInt64) -> Void) {
    registrations.withLock { $0.onLeadershipLost.append(body) }
  }

  /// Enqueues a job; returns once it is accepted.
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
    let registered = registrations.withLock { registrations in
      registrations.isTaken = true
      return registrations
    }
    var declarations = Declarations(source: program, types: registered.types)
    declarations.listsAllSchedules = false
    try await engine.perform(ApplyDeclarations(declarations))
    var options = options
    for type in registered.types where !type.parameters.isEmpty { options.parameters[type.name] = type.parameters }
    options.onLeadershipAcquired = { epoch in for body in registered.onLeadershipAcquired { body(epoch) } }
    options.onLeadershipLost = { epoch in for body in registered.onLeadershipLost { body(epoch) } }
    let worker = Worker(
      engine: engine, handlers: registered.handlers, options: options,
      presence: try DirectoryPresence(directory: directory), actor: .current(program: program), logger: logger)
    try await withGracefulShutdownHandler {
      try await worker.run()
    } onGracefulShutdown: {
      Task { await worker.shutdown() }
    }
  }

  /// Stops following the journal; later calls fail with `.closed`. Under a weaker durability it returns once everything is on
  /// disk: call it before the program ends.
  public func close() { engine.close() }

  static func encode(_ payload: some JobPayload) throws -> [UInt8] {
    Array(try JSONEncoder().encode(payload))
  }
}
