import Daybook
import Glibc

/// `daybook up`, `down` and `status`: a worker in the background of one directory.
struct BackgroundWorker {
  /// How long a new worker may take until it serves; a long journal is read first.
  private static let startMilliseconds: Int64 = 60_000
  private static let pollMilliseconds: Int64 = 20

  let options: LaunchOptions

  /// Starts a worker and returns once it serves; one that serves already is left alone. Workers that were started
  /// otherwise do not count: this one works beside them.
  ///
  /// - Throws: `.conflict` when one serves that was started with other options.
  func up() async throws -> (worker: WorkerSummary, isNew: Bool) {
    let engine = try options.workplace.openForChanging()
    defer { engine.close() }
    if let living = Self.background(of: engine) {
      try checkOptions(living)
      return (living, false)
    }
    let process = try DetachedWorker.start(options, kind: WorkerKind.background, isLeashed: false)
    let deadline = options.context.time.monotonicMilliseconds() + Self.startMilliseconds
    while options.context.time.monotonicMilliseconds() < deadline {
      if let worker = engine.livingWorkers().first(where: { $0.processID == process.processID }) {
        return (worker, true)
      }
      if process.hasEnded() { throw failedToStart(process) }
      try await pause()
    }
    throw DaybookError(
      .refused, "the worker (pid \(process.processID)) has not begun to serve after a minute: see \(logPath)")
  }

  /// Tells the background worker to stop and returns once it has; nil when nobody serves. Others are left alone.
  ///
  /// - Parameter isHurried: interrupts running jobs at once.
  func down(isHurried: Bool) async throws -> WorkerSummary? {
    let engine = try options.workplace.openForReading()
    defer { engine.close() }
    guard let worker = try toStop(engine) else { return nil }
    for _ in 0..<(isHurried ? 2 : 1) {
      guard kill(worker.processID, SIGTERM) == 0 || errno == ESRCH else {
        throw DaybookError(
          .refused,
          "cannot stop the worker (pid \(worker.processID)): \(String(cString: strerror(errno))); it belongs to "
            + "another user")
      }
      try await pause()
    }
    while engine.livingWorkers().contains(where: { $0.id == worker.id }) { try await pause() }
    return worker
  }

  private static func background(of engine: Engine) -> WorkerSummary? {
    engine.livingWorkers().first { $0.kind == WorkerKind.background }
  }

  /// What `down` stops: the background worker, else one that a console started, which may have been let go on.
  ///
  /// - Throws: `.refused` when only workers serve that were started otherwise.
  private func toStop(_ engine: Engine) throws(DaybookError) -> WorkerSummary? {
    let living = engine.livingWorkers()
    let own = living.first { $0.kind == WorkerKind.background } ?? living.first { $0.kind == WorkerKind.console }
    if let own { return own }
    guard let other = living.first else { return nil }
    throw DaybookError(
      .refused,
      "no background worker serves \(options.workplace.directory); \(other.kind) (pid \(other.processID)) does: stop "
        + "it where it was started, or with kill \(other.processID)")
  }

  /// Options that the worker does not run with must not be ignored in silence.
  private func checkOptions(_ worker: WorkerSummary) throws(DaybookError) {
    var differences: [String] = []
    if let file = options.configuration, file.origin == .option,
      options.context.absolutePath(file.path) != worker.jobsFile
    {
      differences.append("with \(worker.jobsFile ?? "no jobs file"), not \(file.path)")
    }
    if let slots = options.concurrency, slots != worker.slots {
      differences.append("with \(worker.slots) slots, not \(slots)")
    }
    if let durability = options.durability, durability != worker.durability {
      differences.append("with durability \(worker.durability), not \(durability)")
    }
    guard !differences.isEmpty else { return }
    throw DaybookError(
      .conflict,
      "\(worker.kind) (pid \(worker.processID)) serves already, \(differences.joined(separator: " and ")): "
        + "\(options.program) down stops it, then start it again")
  }

  private var logPath: String { DetachedWorker.logPath(in: options.workplace.directory) }

  private func pause() async throws {
    try await options.context.time.sleep(
      untilMonotonic: options.context.time.monotonicMilliseconds() + Self.pollMilliseconds)
  }

  private func failedToStart(_ process: DetachedWorker) -> DaybookError {
    let reason = process.lastWords(in: options.workplace.directory)
    return DaybookError(.refused, "the worker ended at once: \(reason) (all of it: \(logPath))")
  }
}
