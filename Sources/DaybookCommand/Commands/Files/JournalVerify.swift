import ArgumentParser
import Daybook
import Journal

/// `daybook journal verify`: is every byte as it was written?
struct JournalVerify: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Read the whole journal and check every frame, record and link.",
    discussion: """
      Exit code: 0 intact, 5 damaged. An append that was never finished at the end is no damage: it was never \
      acknowledged, and the next change removes it.
      """)

  @OptionGroup(title: "Global Options") var global: GlobalOptions

  init() {}

  mutating func run() throws {
    let printer = Printer(global)
    let showsProgress = printer.context.talk.isTerminal
    let directory = Workplace(global).directory
    try Workplace.requireJournal(in: directory)
    let report = try JournalInspection(directory).verify { progress in
      guard showsProgress, progress.totalBytes > 0 else { return }
      let percent = progress.bytes * 100 / progress.totalBytes
      try printer.context.talk.write("\r\(percent) %, \(progress.records) records")
    }
    if showsProgress { try printer.context.talk.write("\r\u{1B}[K") }
    try print(report, printer)
    if let problem = report.problem { throw DaybookError(.corrupt, problem.message, cause: problem) }
  }

  private func print(_ report: VerificationReport, _ printer: Printer) throws {
    if printer.isJSON {
      return try printer.json(
        .object([
          "intact": .boolean(report.isIntact), "records": .count(report.records), "frames": .count(report.frames),
          "segments": .count(report.segments), "bytes": .count(report.bytes),
          "lastSequence": .count(report.lastSequence), "tornBytes": .count(report.tornTail?.droppedBytes ?? 0),
          "problem": .text(report.problem?.message),
        ]))
    }
    let size = SizeText.rounded(bytes: Int64(clamping: report.bytes))
    let counts = "\(report.records) records in \(report.frames) frames and \(report.segments) segments, \(size)"
    if report.isIntact {
      try printer.line("intact: \(counts)", .green)
    } else {
      try printer.line("good so far: \(counts)")
    }
    if let torn = report.tornTail {
      printer.talk("\(torn.droppedBytes) bytes at the end are of an append that was never finished or acknowledged")
    }
  }
}
