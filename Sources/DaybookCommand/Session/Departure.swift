import Console
import Daybook

/// Leaving: what becomes of the console's worker, and the last words on the normal screen.
struct Departure {
  private static let pollMilliseconds: Int64 = 20

  let engine: Engine
  let worker: OwnWorker
  let context: CommandContext
  /// How this directory's daybook is called in a shell.
  let program: String

  /// Returns when nothing is left to wait for.
  func leave(_ ending: ConsoleLoop.Ending) async throws {
    if let process = worker.processID {
      switch ending.mode {
      case .leave: worker.drop()
      case .background:
        worker.release()
        try context.talk.write("the worker (pid \(process)) goes on; stop it with \(program) down\n")
      case .wait:
        try sayWhatRuns(process)
        worker.drop()
        try await waitForEnd()
      case .cancelJobs:
        // First nothing more starts; what was claimed meanwhile is cancelled with the rest.
        worker.drop()
        while worker.processID != nil {
          for job in running(process) { _ = try? await engine.perform(Cancel(job)) }
          try await pause()
        }
      }
    }
    if let farewell = ending.farewell { try context.talk.write(farewell + "\n") }
  }

  private func running(_ process: Int32) -> [JobID] {
    engine.read { state in
      state.runningJobs.filter { job in
        state.summary(of: job)?.worker == state.stats.workers.first { $0.processID == process }?.name
      }
    }
  }

  private func sayWhatRuns(_ process: Int32) throws {
    let jobs = running(process)
    guard !jobs.isEmpty else { return }
    try context.talk.write("waiting for \(jobs.map(\.description).joined(separator: ", "))\n")
  }

  private func waitForEnd() async throws {
    while worker.processID != nil { try await pause() }
  }

  private func pause() async throws {
    try await context.time.sleep(untilMonotonic: context.time.monotonicMilliseconds() + Self.pollMilliseconds)
  }
}
