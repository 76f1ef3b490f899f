import Daybook
import Logging
import ServiceLifecycle
import UnixSignals

/// Runs the worker as a service, and turns signals into the ways it can end.
///
/// The first TERM or INT lets running jobs finish within the grace period; the second interrupts them. HUP and the end of
/// the console finish what runs, however long that takes.
struct WorkerService: Service {
  let worker: Worker
  let logger: Logger
  /// Whether it ends with the console that started it.
  let isLeashed: Bool

  func run() async throws {
    // Not part of the group: reading standard input cannot be cancelled, and nobody has to wait for it.
    if isLeashed { Task { await heedLeash() } }
    try await withThrowingTaskGroup { group in
      group.addTask { try await worker.run() }
      group.addTask { await heedSignals() }
      // Only the worker ends by itself.
      try await group.next()
      group.cancelAll()
    }
  }

  private func heedSignals() async {
    var isStopping = false
    for await signal in await UnixSignalsSequence(trapping: .sigterm, .sigint, .sighup) {
      if signal == .sighup {
        await worker.drain()
      } else if isStopping {
        logger.warning("told to stop again: interrupting running jobs")
        await worker.interrupt()
      } else {
        isStopping = true
        await announce(signal)
        await worker.shutdown()
      }
    }
  }

  private func heedLeash() async {
    guard await !Leash.wait() else { return }
    logger.info("the console is gone: finishing what runs")
    await worker.drain()
  }

  private func announce(_ signal: UnixSignal) async {
    let running = await worker.runningJobs
    let names = running.map(\.description).joined(separator: " ")
    logger.info(
      "stopping",
      metadata: ["signal": "\(signal)", "running": "\(running.isEmpty ? "none" : names)"])
  }
}
