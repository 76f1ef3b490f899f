import ArgumentParser
import Daybook
import Journal

/// `daybook journal compact`: replaces the past by what it amounts to.
struct JournalCompact: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "compact",
    abstract: "Replace old records by a snapshot of what they amount to.",
    discussion: """
      Jobs, their payloads, results and attempts stay; what goes is the history of how they came about, unless --keep \
      or [journal] keep in the jobs file say otherwise. Others may go on working meanwhile. A worker that leads does \
      this by itself when it is worth it.

      Examples:
        daybook journal compact
        daybook journal compact --keep 7d
      """)

  @OptionGroup(title: "Global Options") var global: GlobalOptions

  @Option(help: ArgumentHelp("Keep records this young, or the newest up to this size: 7d, 2GiB.", valueName: "keep"))
  var keep: String?

  init() {}

  mutating func run() throws {
    let printer = Printer(global)
    let directory = Workplace(global).directory
    if global.readOnly {
      throw DaybookError(.refused, "--read-only refuses everything that would change the journal: leave it out")
    }
    try Workplace.requireJournal(in: directory)
    let showsProgress = printer.context.talk.isTerminal
    let report = try Engine.compact(directory: directory, keep: try journalKeep(printer.context)) { progress in
      guard showsProgress, progress.totalBytes > 0 else { return }
      try printer.context.talk.write("\r\(progress.bytes * 100 / progress.totalBytes) %")
    }
    if showsProgress { try printer.context.talk.write("\r\u{1B}[K") }
    guard let report else {
      throw DaybookError(.conflict, "another process is compacting \(directory) now; let it finish")
    }
    try print(report, printer)
  }

  /// `--keep`, else what the jobs file says.
  private func journalKeep(_ context: CommandContext) throws -> JournalKeep {
    if let keep {
      do {
        return try JournalSection.keep(keep)
      } catch {
        throw ValidationError("--keep \(keep): write a duration such as 7d, or a size such as 2GiB")
      }
    }
    guard let found = try ConfigurationFile.find(option: global.config, context: context) else { return .nothing }
    return try JobsFile.load(found.path, owner: Workplace(global, context: context).owner, context: context).keep
  }

  private func print(_ report: CompactionReport, _ printer: Printer) throws {
    if printer.isJSON {
      return try printer.json(
        .object([
          "segment": .count(report.segment), "lastSequence": .count(report.lastSequence),
          "records": .count(report.records), "payloads": .count(report.payloads),
          "snapshotBytes": .count(report.snapshotBytes), "removedFiles": .count(report.removedFiles),
          "bytesBefore": .count(report.bytesBefore), "bytesAfter": .count(report.bytesAfter),
        ]))
    }
    let before = SizeText.rounded(bytes: Int64(clamping: report.bytesBefore))
    let after = SizeText.rounded(bytes: Int64(clamping: report.bytesAfter))
    guard report.snapshotBytes > 0 else { return try printer.line("nothing new to compact: \(after)") }
    try printer.line("compacted \(report.records) records: \(before) → \(after)", .green)
  }
}
