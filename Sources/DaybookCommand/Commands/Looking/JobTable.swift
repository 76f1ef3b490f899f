import Daybook

/// Jobs as a table for people.
struct JobTable {
  private let now: Timestamp
  private var rows: Table

  init(now: Timestamp) {
    self.now = now
    rows = Table([
      .init("ID"), .init("STATE"), .init("JOB", isFlexible: true), .init("TRY", isNumber: true),
      .init("AGE", isNumber: true),
      .init("RAN", isNumber: true), .init("DETAIL", isFlexible: true),
    ])
  }

  mutating func add(_ job: JobSummary, holdReason: String?) {
    let style = StateStyle(job)
    rows.add([
      Table.Cell(job.id.description, .bold), Table.Cell("\(style.glyph) \(style.word)", style.tint),
      Table.Cell(Self.name(job)), Table.Cell("\(job.attempt)/\(job.maxRetries + 1)"),
      Table.Cell(InstantText.age(job.enqueuedAt, now: now)), Table.Cell(ran(job)),
      Table.Cell(Self.detail(job, holdReason)),
    ])
  }

  var table: Table { rows }

  private static func name(_ job: JobSummary) -> String {
    guard let label = job.label, job.type != Limits.commandType else { return job.name }
    return "\(job.type) \(label)"
  }

  private func ran(_ job: JobSummary) -> String {
    guard let startedAt = job.startedAt else { return "–" }
    return InstantText.age(startedAt, now: job.finishedAt ?? now)
  }

  private static func detail(_ job: JobSummary, _ holdReason: String?) -> String {
    let failure = job.state == .completed ? nil : job.failure?.message
    let progress = job.state == .running ? job.progress.map { "\(Int($0 * 100)) %" } : nil
    return [progress, holdReason, failure].compactMap(\.self).joined(separator: "; ")
  }
}
