import Daybook
import Glibc

/// `daybook up`, `down` and `status`: a worker in the background of one directory.
struct BackgroundWorker {
  /// How long a new worker may take until it serves; a long journal is read first.
  private static let startMilliseconds: Int64 = 60_000
  private static let pollMilliseconds: Int64 = 20

  let options: LaunchOptions

  /// Starts a worker and returns once it serves; one that serves already is left alone.
  func up() async throws -> WorkerSummary {
    let engine = try options.workplace.openForChanging()
    defer { engine.close() }
    if let living = engine.livingWorkers().first { return living }
    let process = try DetachedWorker.start(options, kind: WorkerKind.background, isLeashed: false)
    let deadline = options.context.time.monotonicMilliseconds() + Self.startMilliseconds
    while options.context.time.monotonicMilliseconds() < deadline {
      if let worker = engine.livingWorkers().first(where: { $0.processID == process.processID }) { return worker }
      if process.hasEnded() { throw failedToStart(process) }
      try await pause()
    }
    throw DaybookError(
      .refused, "the worker (pid \(process.processID)) has not begun to serve after a minute: see \(logPath)")
  }

  /// Tells the worker to stop and returns once it has; nil when there was none.
  ///
  /// - Parameter isHurried: interrupts running jobs at once.
  func down(isHurried: Bool) async throws -> WorkerSummary? {
    let engine = try options.workplace.openForReading()
    defer { engine.close() }
    guard let worker = engine.livingWorkers().first else { return nil }
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
