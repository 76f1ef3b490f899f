import Daybook
import UnixSignals

/// Shows a job's output until it has ended, and ends as it did.
struct JobWatch {
  let engine: Engine
  let workplace: Workplace
  let printer: Printer

  /// Follows one job.
  ///
  /// Throws `ExitStatus` with the command's code; 130 after ^C, which only stops the watching.
  func watch(_ id: JobID) async throws {
    let follower = LogFollower(engine: engine, directory: workplace.directory, printer: printer)
    let isDetached = try await withThrowingTaskGroup(of: Bool.self) { group in
      group.addTask {
        try await follower.follow(id)
        return false
      }
      group.addTask {
        for await _ in await UnixSignalsSequence(trapping: .sigint, .sigterm) { return true }
        // The sequence ends only with the task.
        throw CancellationError()
      }
      defer { group.cancelAll() }
      return try await group.next() ?? false
    }
    if isDetached {
      printer.talk(
        "\(id) goes on: \(printer.program) log \(id.rawValue) -f shows it again, "
          + "\(printer.program) cancel \(id.rawValue) ends it")
      throw ExitStatus(128 + 2)
    }
    try report(id)
  }

  private func report(_ id: JobID) throws {
    guard let job = engine.read({ $0.summary(of: id) }) else { throw DaybookError.unknownJob(id) }
    switch job.state {
    case .completed: return
    case .cancelled:
      printer.talk("\(id) was cancelled", .yellow)
      throw ExitStatus(exitCode: nil, signal: job.failure?.signal ?? 15)
    default:
      let failure = job.failure
      // A command that ended by itself has said why.
      if failure?.exitCode == nil { printer.talk("\(id) \(job.state): \(failure?.message ?? "")", .red) }
      throw ExitStatus(exitCode: failure?.exitCode, signal: failure?.signal)
    }
  }
}
