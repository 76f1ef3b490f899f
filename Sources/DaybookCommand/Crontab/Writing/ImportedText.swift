import Settings

/// What was imported as the text of a jobs file.
struct ImportedText {
  /// The zone that schedules have to name because the file they go into has another one; nil when it has none.
  let zone: String?

  /// The tables of all items, an empty line between two.
  func text(_ items: [CrontabImport.Item]) -> String {
    items.map(text).joined(separator: "\n")
  }

  private func text(_ item: CrontabImport.Item) -> String {
    switch item {
    case .comments(let lines): lines.map { TOMLText.comment($0) + "\n" }.joined()
    case .job(let job): text(job)
    }
  }

  /// The two tables of one job.
  func text(_ job: ImportedJob) -> String {
    ([TOMLText.comment("\(job.file), line \(job.line)")] + jobLines(job) + [""] + scheduleLines(job))
      .map { $0 + "\n" }.joined()
  }

  private func jobLines(_ job: ImportedJob) -> [String] {
    var lines = ["[jobs.\(TOMLText.key(job.name))]"]
    if job.usesShell {
      lines += ["shell = true", "command = " + TOMLText.string(job.command.joined(separator: " "))]
    } else {
      lines.append("command = [\(job.command.map(TOMLText.string).joined(separator: ", "))]")
    }
    if let directory = job.directory { lines.append("cwd = " + TOMLText.string(directory)) }
    return lines + job.environment.map { "env.\(TOMLText.key($0.name)) = \(TOMLText.string($0.value))" }
  }

  private func scheduleLines(_ job: ImportedJob) -> [String] {
    var lines = ["[schedules.\(TOMLText.key(job.name))]", "job = " + TOMLText.string(job.name)]
    switch job.trigger {
    case .boot: lines.append("at = \"boot\"")
    case .cron(let expression):
      lines.append("cron = " + TOMLText.string(expression))
      if let zone = job.timeZone ?? zone { lines.append("time-zone = " + TOMLText.string(zone)) }
      lines.append("overlap = \"allow\"")
    }
    if let minutes = job.jitterMinutes { lines.append("jitter = \"\(minutes)m\"") }
    if let description = job.description { lines.append("description = " + TOMLText.string(description)) }
    return lines
  }
}
