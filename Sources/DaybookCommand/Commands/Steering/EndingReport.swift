import Daybook

/// Says how jobs that were waited for have ended.
struct EndingReport {
  let printer: Printer

  /// Prints one line or object a job.
  ///
  /// Throws `ExitStatus`: 1 when a job failed or was cancelled, 4 when nobody can run one, 124 when time was up.
  func report(_ ending: JobWait.Ending, isQuiet: Bool = false) throws {
    if !isQuiet {
      for job in ending.jobs where job.state.isTerminal { try report(job) }
    }
    if let stuck = ending.stuck {
      printer.talk("nothing is running jobs, so \(stuck) waits: \(printer.program) up", .yellow)
      throw ExitStatus.refused
    }
    if ending.isTimeout {
      let open = ending.jobs.filter { !$0.state.isTerminal }.map { "\($0.id) \($0.state)" }
      printer.talk("time is up: \(open.joined(separator: ", "))", .yellow)
      throw ExitStatus.timedOut
    }
    if ending.jobs.contains(where: { $0.state == .failed || $0.state == .cancelled }) { throw ExitStatus.failed }
  }

  private func report(_ job: JobSummary) throws {
    if printer.isJSON {
      try printer.json(
        .object([
          "id": .count(job.id.rawValue), "state": .string(job.state.description), "error": .text(job.failure?.message),
        ]))
      return
    }
    let style = StateStyle(job)
    let reason = job.state == .failed ? job.failure.map { ": \($0.message)" } ?? "" : ""
    printer.talk("\(style.glyph) \(job.id) \(job.name) \(job.state)\(reason)", style.tint)
  }
}
