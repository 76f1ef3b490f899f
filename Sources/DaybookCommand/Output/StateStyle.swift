package import Daybook

/// How a job's state looks: a glyph, a word and a colour, so that none of them has to be told apart alone.
package struct StateStyle: Sendable {
  package let glyph: String
  package let word: String
  package let tint: Tint

  package init(_ job: JobSummary) {
    let isRetrying = job.state == .scheduled && job.failure != nil
    word =
      isRetrying ? "retrying" : job.isCancelRequested && job.state == .running ? "cancelling" : job.state.description
    switch job.state {
    case .scheduled: (glyph, tint) = isRetrying ? ("↻", .yellow) : ("◷", .cyan)
    case .pending: (glyph, tint) = ("○", .plain)
    case .blocked: (glyph, tint) = ("◌", .dim)
    case .running: (glyph, tint) = ("●", .blue)
    case .completed: (glyph, tint) = ("✓", .green)
    case .failed: (glyph, tint) = ("✗", .red)
    case .cancelled: (glyph, tint) = ("⊘", .dim)
    }
  }
}

extension JobSummary {
  /// What people call the job: its label, else its type.
  package var name: String { label ?? type }
}
