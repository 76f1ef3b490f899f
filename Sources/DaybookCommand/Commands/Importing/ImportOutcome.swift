/// Says what an import did.
struct ImportOutcome {
  let imported: CrontabImport
  let addition: JobsFileAddition
  /// The jobs file as messages show it.
  let target: String
  let isDryRun: Bool
  let detections: [(CrontabSource, FormatDetection)]

  func print(_ printer: Printer) throws {
    if printer.isJSON { return try printJSON(printer) }
    if isDryRun {
      if !addition.addition.isEmpty { try printer.context.output.write(addition.addition) }
    } else {
      try printer.lines(addition.added.map(\.name))
    }
    for (source, detection) in detections {
      guard let reason = detection.reason else { continue }
      printer.talk("\(source.spokenName): \(detection.format.rawValue) format, \(reason)")
    }
    for line in ImportReport(remarks: imported.remarks).lines {
      printer.talk(line.text, line.kind.map(Self.tint) ?? .plain)
    }
    for job in addition.present {
      printer.talk("\(job.file):\(job.line): already in \(target), as \(job.name)")
    }
    printer.talk(summary, imported.leftOutCount > 0 ? .yellow : .green)
    if !isDryRun, !addition.added.isEmpty { printer.talk("next: \(hints(printer.program))") }
  }

  private static func tint(_ kind: ImportRemark.Kind) -> Tint {
    switch kind {
    case .leftOut: .red
    case .differs: .yellow
    case .note: .dim
    }
  }

  /// `daybook.toml: 4 jobs added, 1 line left out, 2 were there already`.
  private var summary: String {
    let verb = isDryRun ? "would be added" : "added"
    var parts = ["\(Self.count(addition.added.count, "job")) \(verb)"]
    if imported.leftOutCount > 0 { parts.append("\(Self.count(imported.leftOutCount, "line")) left out") }
    if !addition.present.isEmpty { parts.append("\(addition.present.count) there already") }
    return "\(target): \(parts.joined(separator: ", "))"
  }

  private func hints(_ program: String) -> String {
    let file = ShellSyntax.looksLikeShell(target) ? "'\(target)'" : target
    return "\(program) check \(file) · \(program) up --config \(file) · then take the entries out of the crontab"
  }

  private func printJSON(_ printer: Printer) throws {
    try printer.json(
      detections.map { ImportJSON.crontab($0, $1) } + addition.added.map { ImportJSON.job($0, isPresent: false) }
        + addition.present.map { ImportJSON.job($0, isPresent: true) }
        + imported.remarks.map(ImportJSON.remark))
    try printer.json(
      .object([
        "kind": .string("summary"), "file": .string(target),
        "written": .boolean(!isDryRun && !addition.addition.isEmpty),
        "added": .count(addition.added.count), "present": .count(addition.present.count),
        "leftOut": .count(imported.leftOutCount), "toml": .text(isDryRun ? addition.addition : nil),
      ]))
  }

  private static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
}
