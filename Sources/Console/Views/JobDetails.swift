import Daybook

/// The lines of one job: what it is, where it stands, and its attempts.
struct JobDetails {
  let job: JobSummary
  let detail: JobDetail?
  let state: ConsoleState
  let columns: Int

  var lines: [DetailsText.Line] { [stateLine] + why + what + times + people + attempts }

  private var stateLine: DetailsText.Line {
    let job = job
    let now = state.clock.now
    return { glyphs in
      var line = StyledLine(" " + "State".fitted(to: DetailsText.labelWidth), .muted)
      line.add(JobText.state(job, glyphs: glyphs), JobText.role(of: job.state))
      line.add(" for \(JobText.age(job, now: now))", .text)
      if let progress = job.progress, job.state == .running {
        line.add("  \(glyphs.bar(progress, columns: 10))", .progress)
        line.add(" \(Int((min(1, max(0, progress)) * 100).rounded()))%")
      }
      if job.isCancelRequested, job.state == .running { line.add("  is being cancelled", .toastWarning) }
      return line
    }
  }

  private var why: [DetailsText.Line] {
    field("Waits for", detail?.holdReason) + field("Error", job.failure.map(Self.text), role: .jobFailed)
  }

  private var what: [DetailsText.Line] {
    let payload = state.payload.flatMap { $0.job == job.id ? $0.text : nil }
    let command = detail?.definition?.command?.arguments.joined(separator: " ")
    return field("Runs", payload ?? command) + field("Type", job.type) + field("Label", job.label)
      + field("Queue", "\(job.queue), priority \(job.priority.rawValue)")
      + field(
        "Attempt",
        job.attempt == 0 ? "none yet, \(job.maxRetries + 1) at most" : "\(job.attempt) of \(job.maxRetries + 1)")
  }

  private var times: [DetailsText.Line] {
    field("Enqueued", moment(job.enqueuedAt)) + field("Due", job.state == .scheduled ? moment(job.dueAt) : nil)
      + field("Started", job.startedAt.map(moment)) + field("Finished", job.finishedAt.map(moment))
      + field("Took", JobText.took(job))
  }

  private var people: [DetailsText.Line] {
    field("Worker", job.worker) + field("Schedule", job.schedule) + field("Owner", job.owner) + field("Key", job.key)
      + field("Entity", job.entity) + field("Tags", job.tags.joined(separator: " "))
      + field("After", job.after.map(\.description).joined(separator: " "))
      + field("Declared", detail?.definition?.source)
  }

  private var attempts: [DetailsText.Line] {
    guard let attempts = detail?.attempts, !attempts.isEmpty else { return [] }
    let heads: DetailsText.Line = { _ in StyledLine(" TRY  STARTED         TOOK    RESULT", .muted) }
    return DetailsText.heading("Attempts") + [heads] + attempts.reversed().map { attemptLine($0) }
  }

  private func attemptLine(_ attempt: AttemptSummary) -> DetailsText.Line {
    let started = ClockText.short(attempt.startedAt, clock: state.clock)
    let seconds = ClockText.time(attempt.startedAt, utcOffset: state.clock.utcOffset).suffix(3)
    let took = attempt.finishedAt.map { finishedAt in
      DurationText.rounded(milliseconds: finishedAt.since(attempt.startedAt))
    }
    let usage = attempt.usage.map(Self.text) ?? ""
    return { glyphs in
      var line = StyledLine(" \(String(attempt.number).fitted(to: 3))  ", .text)
      line.add("\(started)\(seconds)".fitted(to: 16), .muted)
      line.add((took ?? String(glyphs.nothing)).fitted(to: 8), .text)
      if let failure = attempt.failure {
        line.add("\(glyphs.failure) \(Self.text(failure))", .jobFailed)
      } else if attempt.finishedAt != nil {
        line.add("\(glyphs.success) done", .jobCompleted)
      } else {
        line.add("\(glyphs.state(.running)) running", .jobRunning)
      }
      line.add(usage, .muted)
      return line
    }
  }

  private func field(_ label: String, _ value: String?, role: Role = .text) -> [DetailsText.Line] {
    DetailsText.field(label, value, role: role, columns: columns)
  }

  private func moment(_ instant: Timestamp) -> String { DetailsText.moment(instant, clock: state.clock) }

  private static func text(_ failure: Failure) -> String {
    failure.kind == .error ? failure.message : "\(failure.kind): \(failure.message)"
  }

  private static func text(_ usage: ResourceUsage) -> String {
    let processor = DurationText.rounded(milliseconds: usage.userMilliseconds + usage.systemMilliseconds)
    let memory = usage.peakMemoryBytes.map { ", \(max(0, $0) >> 20) MiB" } ?? ""
    return "  cpu \(processor)\(memory)"
  }
}

extension DetailsText {
  /// `14:02:31, 20s ago` or `14:02:31, in 14s`; with the date when it is another day.
  static func moment(_ instant: Timestamp, clock: WallClock) -> String {
    let seconds = ClockText.time(instant, utcOffset: clock.utcOffset).suffix(3)
    return "\(ClockText.short(instant, clock: clock))\(seconds), \(ClockText.distance(instant, now: clock.now))"
  }
}
