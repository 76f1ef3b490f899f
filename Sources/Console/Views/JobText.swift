import Daybook

/// What the columns of a job say.
enum JobText {
  static func role(of state: JobState) -> Role {
    switch state {
    case .scheduled: .jobScheduled
    case .pending: .jobPending
    case .blocked: .jobBlocked
    case .running: .jobRunning
    case .completed: .jobCompleted
    case .failed: .jobFailed
    case .cancelled: .jobCancelled
    }
  }

  /// `● running`: glyph and word, so that colour is never alone.
  static func state(_ job: JobSummary, glyphs: GlyphSet) -> String {
    let isRetrying = job.failure != nil
    return "\(glyphs.state(job.state, isRetrying: isRetrying)) \(job.state)"
  }

  /// `1/3`: this attempt, and how many there may be.
  static func attempts(_ job: JobSummary) -> String { "\(job.attempt)/\(job.maxRetries + 1)" }

  /// How long the job has been in its state.
  static func age(_ job: JobSummary, now: Timestamp) -> String {
    let since =
      switch job.state {
      case .running: job.startedAt
      case .completed, .failed, .cancelled: job.finishedAt
      case .scheduled, .pending, .blocked: Optional(job.enqueuedAt)
      }
    return ClockText.span(milliseconds: now.since(since ?? job.enqueuedAt))
  }

  /// How long the latest attempt took or takes.
  static func took(_ job: JobSummary) -> String? {
    guard let startedAt = job.startedAt, let finishedAt = job.finishedAt, startedAt <= finishedAt else { return nil }
    return DurationText.rounded(milliseconds: finishedAt.since(startedAt))
  }

  /// The most telling thing about the job beyond its state.
  static func remark(_ job: JobSummary, holdReason: String?, now: Timestamp, glyphs: GlyphSet) -> StyledLine {
    switch job.state {
    case .running: return running(job, glyphs: glyphs)
    case .failed: return StyledLine(job.failure?.message ?? "failed", .jobFailed)
    case .completed: return StyledLine(took(job).map { "in \($0)" } ?? "", .muted)
    case .cancelled: return StyledLine(job.failure?.message ?? "", .muted)
    case .scheduled:
      let wait = job.dueAt.since(now)
      var line = StyledLine(
        wait > 0 ? "in \(ClockText.span(milliseconds: wait.saturatingAdd(999)))" : holdReason ?? "due", .text)
      if let failure = job.failure { line.add(", after \(failure.message)", .muted) }
      return line
    case .pending, .blocked: return StyledLine(holdReason ?? "", .muted)
    }
  }

  private static func running(_ job: JobSummary, glyphs: GlyphSet) -> StyledLine {
    if job.isCancelRequested { return StyledLine("is being cancelled", .toastWarning) }
    guard let progress = job.progress else { return StyledLine() }
    var line = StyledLine(glyphs.bar(progress, columns: 8), .progress)
    line.add(" \(Int((min(1, max(0, progress)) * 100).rounded()))%", .text)
    return line
  }
}
