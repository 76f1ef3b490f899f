/// An import as `--json` prints it, one object a line; keys and order are stable.
enum ImportJSON {
  /// A crontab and how it was read.
  static func crontab(_ source: CrontabSource, _ detection: FormatDetection) -> JSONText {
    .object([
      "kind": .string("crontab"), "file": .string(source.spokenName), "format": .string(detection.format.rawValue),
      "reason": .text(detection.reason),
    ])
  }

  /// A job that was added or was there already.
  static func job(_ job: ImportedJob, isPresent: Bool) -> JSONText {
    var cron: String?
    if case .cron(let expression) = job.trigger { cron = expression }
    return .object([
      "kind": .string(isPresent ? "present" : "added"),
      "name": .string(job.name),
      "file": .string(job.file),
      "line": .count(job.line),
      "cron": .text(cron),
      "at": .text(job.trigger == .boot ? "boot" : nil),
      "timeZone": .text(job.timeZone),
      "jitterMs": .count(job.jitterMinutes.map { $0 * 60_000 }),
      "command": .array(job.command.map(JSONText.string)),
      "shell": .boolean(job.usesShell),
      "cwd": .text(job.directory),
      "env": .object(job.environment.map { JSONText.Member(key: $0.name, value: .string($0.value)) }),
      "description": .text(job.description),
    ])
  }

  /// A remark: `leftOut`, `differs` or `note`.
  static func remark(_ remark: ImportRemark) -> JSONText {
    .object([
      "kind": .string(remark.kind == .leftOut ? "leftOut" : remark.kind.rawValue),
      "file": .text(remark.place?.file),
      "line": .count(remark.place?.line),
      "column": .count(remark.place?.column.map { $0 + 1 }),
      "text": .text(remark.place?.text),
      "cron": .string(remark.cron),
      "daybook": .string(remark.daybook),
      "remedy": .text(remark.remedy),
    ])
  }
}
