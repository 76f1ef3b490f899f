import Console
import Cron
import Daybook

/// One job for people: its fields, attempts and last output.
struct JobSheet {
  let source: JobJSON.Source
  let attempts: [AttemptSummary]
  let log: [OutputLine]
  let holdReason: String?
  let printer: Printer

  func print() throws {
    let job = source.summary
    let style = StateStyle(job)
    let head = "\(job.id)  \(style.glyph) \(style.word)  \(SafeText.line(job.name))"
    try printer.line(head, style.tint)
    var table = Table([.init(""), .init("")])
    for (name, value) in fields(job) {
      if let value, !value.isEmpty { table.add([Table.Cell("  " + name, .dim), Table.Cell(value)]) }
    }
    try printer.lines(Array(table.lines(width: nil, usesColor: false).dropFirst()))
    try printAttempts()
    if !log.isEmpty {
      try printer.line("Output, its end (\(printer.program) log \(job.id.rawValue)):", .dim)
      try printer.lines(log.map { "  " + $0.shown })
    }
  }

  private func fields(_ job: JobSummary) -> KeyValuePairs<String, String?> {
    let now = printer.context.time.now()
    let zone = (try? TimeZoneRules(named: TimeZoneRules.hostName())) ?? .utc
    let command = AdHocCommand.words(inPayload: source.payload, type: job.type) ?? source.definition?.command?.arguments
    let isAdHoc = job.type == Limits.commandType
    return [
      "why": holdReason ?? job.failure?.message,
      "type": job.type,
      "queue": job.queue,
      "priority": job.priority == .normal ? nil : "\(job.priority.rawValue)",
      "command": command?.joined(separator: " "),
      "payload": isAdHoc ? nil : String(decoding: source.payload, as: UTF8.self),
      "attempt": "\(job.attempt) of \(job.maxRetries + 1)",
      "key": job.key,
      "entity": job.entity,
      "tags": job.tags.joined(separator: " "),
      "owner": job.owner,
      "schedule": job.schedule,
      "after": job.after.map(\.description).joined(separator: " "),
      "enqueued": InstantText.full(job.enqueuedAt, now: now, zone: zone),
      "due": job.dueAt > job.enqueuedAt ? InstantText.full(job.dueAt, now: now, zone: zone) : nil,
      "started": job.startedAt.map { InstantText.full($0, now: now, zone: zone) },
      "finished": job.finishedAt.map { InstantText.full($0, now: now, zone: zone) },
      "ran": job.durationMilliseconds.map { DurationText.rounded(milliseconds: $0) },
      "progress": job.progress.map { "\(Int($0 * 100)) %" },
      "result": source.result.map { String(decoding: $0, as: UTF8.self) },
      "worker": job.worker,
    ]
  }

  private func printAttempts() throws {
    guard !attempts.isEmpty else { return }
    var table = Table([
      .init("ATTEMPT", isNumber: true), .init("OUTCOME"), .init("RAN", isNumber: true), .init("CPU", isNumber: true),
      .init("MEMORY", isNumber: true), .init("WORKER", isFlexible: true),
    ])
    for attempt in attempts {
      let outcome = attempt.failure?.message ?? (attempt.finishedAt == nil ? "running" : "completed")
      let tint: Tint = attempt.failure != nil ? .red : attempt.finishedAt == nil ? .blue : .green
      table.add([
        Table.Cell("\(attempt.number)"), Table.Cell(outcome, tint),
        Table.Cell(attempt.durationMilliseconds.map { DurationText.rounded(milliseconds: $0) } ?? "–"),
        Table.Cell(
          attempt.usage.map { DurationText.rounded(milliseconds: $0.userMilliseconds + $0.systemMilliseconds) } ?? "–"),
        Table.Cell(attempt.usage?.peakMemoryBytes.map { SizeText.rounded(bytes: $0) } ?? "–"),
        Table.Cell(attempt.worker ?? "–"),
      ])
    }
    try printer.table(table)
  }
}
