import ArgumentParser
import Daybook
import Journal

/// `daybook journal backup`: a copy, taken while work goes on.
struct JournalBackupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup",
    abstract: "Copy the journal while it is in use.",
    discussion: """
      The copy holds everything that was acknowledged before the backup began, is verified, and is a state directory of its \
      own: daybook --dir DEST jobs. Captured output is not copied; what runs in the copy is what was to run in the journal, \
      so start no worker on it while the journal still has one.
      """)

  @OptionGroup(title: "Global Options") var global: GlobalOptions

  @Argument(help: ArgumentHelp("A directory that is empty or does not exist.", valueName: "dest"))
  var destination: String

  init() {}

  mutating func run() throws {
    let printer = Printer(global)
    let directory = Workplace(global).directory
    try Workplace.requireJournal(in: directory)
    let progress = ProgressLine(printer.context)
    defer { progress.end() }
    let backup = try JournalBackup(of: directory, force: global.allowsNetwork)
    let report = try backup.run(to: printer.context.absolutePath(destination)) {
      try progress.show("backup:", $0.bytes, of: $0.totalBytes)
    }
    progress.end()
    if printer.isJSON {
      return try printer.json(
        .object([
          "destination": .string(report.destination), "records": .count(report.records),
          "lastSequence": .count(report.lastSequence), "segments": .count(report.segments),
          "bytes": .count(report.bytes),
        ]))
    }
    let size = SizeText.rounded(bytes: Int64(clamping: report.bytes))
    try printer.line("\(report.destination): \(report.records) records up to \(report.lastSequence), \(size)")
  }
}
