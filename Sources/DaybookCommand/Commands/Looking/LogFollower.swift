import CommandJobs
import Daybook

/// Shows the output of a job's attempts, also while they run.
struct LogFollower: Sendable {
  /// How long to wait before looking whether a file has grown.
  private static let pause = Duration.milliseconds(40)
  /// Pauses between two looks at whether the worker is still there.
  private static let pausesBetweenLooks = 50

  private let engine: Engine
  private let directory: String
  private let printer: Printer

  init(engine: Engine, directory: String, printer: Printer) {
    self.engine = engine
    self.directory = directory
    self.printer = printer
  }

  /// Shows everything the job writes until it has ended, across its retries.
  ///
  /// - Parameter fromLast: begin with the latest attempt instead of the first.
  func follow(_ id: JobID, fromLast: Bool = false) async throws {
    var shown: UInt64?
    remarkOnWorkers(id)
    let changes = EngineChanges(engine)
    defer { changes.finish() }
    for await _ in changes.stream {
      if let failure = engine.failure { throw failure }
      var attempts = engine.read { $0.attempts(of: id) }
      if fromLast, shown == nil { attempts = attempts.suffix(1) }
      let before = shown
      for attempt in attempts where attempt.token > shown ?? 0 {
        try await show(attempt, of: id, follows: true)
        shown = attempt.token
      }
      guard let job = engine.read({ $0.summary(of: id) }) else { throw DaybookError.unknownJob(id) }
      if job.state.isTerminal, job.token ?? 0 <= shown ?? 0 { return }
      if shown != before { remark(on: job, after: shown) }
    }
  }

  /// Shows what one attempt has written, and with `follows` what it still writes.
  func show(_ attempt: AttemptSummary, of id: JobID, follows: Bool) async throws {
    var lines = OutputLines(job: id, attempt: attempt.number, printer: printer)
    let path = CommandHandler.outputPath(directory: directory, token: attempt.token)
    var pauses = 0
    while true {
      // Asked before looking: what was written until then is then found.
      let isRunning = follows && isRunning(attempt, of: id)
      if FileText.exists(path) { break }
      // The first byte makes the file: an attempt that ended without one has no output.
      guard isRunning else { return }
      try await pause(&pauses, id)
    }
    var reader = try OutputReader(path: path)
    while true {
      // Asked before reading: what was written until then is then read to its end.
      let isRunning = follows && isRunning(attempt, of: id)
      while let piece = try reader.next() { try lines.print(piece) }
      guard isRunning else { return try lines.finish() }
      try await pause(&pauses, id)
    }
  }

  /// Waits a moment for more; after two seconds looks whether anybody runs jobs at all.
  private func pause(_ pauses: inout Int, _ id: JobID) async throws {
    pauses += 1
    if pauses == Self.pausesBetweenLooks { remarkOnWorkers(id) }
    try await Task.sleep(for: Self.pause)
  }

  private func isRunning(_ attempt: AttemptSummary, of id: JobID) -> Bool {
    engine.read { $0.attempts(of: id) }.first { $0.token == attempt.token }.map { $0.finishedAt == nil } ?? false
  }

  private func remarkOnWorkers(_ id: JobID) {
    guard let job = engine.read({ $0.summary(of: id) }), !job.state.isTerminal, !WorkerCheck(engine).isServed else {
      return
    }
    printer.talk("nothing is running jobs, so \(id) waits: \(printer.program) up", .yellow)
  }

  private func remark(on job: JobSummary, after shown: UInt64?) {
    guard job.state == .scheduled, let failure = job.failure, job.token == shown else { return }
    let wait = InstantText.relative(job.dueAt, now: printer.context.time.now())
    printer.talk("\(job.id) attempt \(job.attempt) failed (\(failure.message)); next \(wait)", .yellow)
  }
}
