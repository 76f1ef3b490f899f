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
      acknowledged, and the next change removes it. Nothing is changed, and no write permission is needed.
      """)

  @OptionGroup(title: "Global Options") var global: GlobalOptions

  init() {}

  mutating func run() throws {
    let printer = Printer(global)
    let directory = Workplace(global).directory
    try Workplace.requireJournal(in: directory)
    let progress = ProgressLine(printer.context)
    let report = try JournalInspection(directory).verify { try progress.show("verify:", $0.bytes, of: $0.totalBytes) }
    progress.end()
    if printer.isJSON {
      try printer.json(VerificationJSON(report).value)
    } else {
      try print(report, printer)
    }
    if let problem = report.problem { throw DaybookError(.corrupt, problem.message, cause: problem) }
  }

  private func print(_ report: VerificationReport, _ printer: Printer) throws {
    let size = SizeText.rounded(bytes: Int64(clamping: report.bytes))
    let snapshots = report.snapshots == 0 ? "" : " behind \(report.snapshots == 1 ? "a snapshot" : "snapshots")"
    let counts =
      "\(report.records) records in \(report.frames) frames and \(report.segments) segments\(snapshots), \(size)"
    if report.isIntact {
      try printer.line("intact: \(counts)", .green)
    } else {
      try printer.line("good so far: \(counts)")
    }
    if let torn = report.tornTail {
      printer.talk("\(torn.droppedBytes) bytes at the end are of appends that were never finished or acknowledged")
    }
  }
}
