import ArgumentParser
import Daybook
import Journal

/// `daybook journal repair`: keep what is intact of a damaged journal.
struct JournalRepairCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "repair",
    abstract: "Keep what is intact of a damaged journal.",
    discussion: """
      Never happens by itself. Every file that is changed is first copied into a folder `repair-TIME` in the state \
      directory. What is intact keeps its numbers; the numbers of what is lost are not given out again. Workers have to be \
      stopped.

      Exit code: 0 the result is intact, 5 it is not, 4 refused or not confirmed.
      """)

  @OptionGroup(title: "Global Options") var global: GlobalOptions

  @Flag(help: "Only say what would be kept and dropped.")
  var dryRun = false

  @Flag(name: [.short, .long], help: "Do not ask.")
  var yes = false

  init() {}

  mutating func run() throws {
    let printer = Printer(global)
    let workplace = Workplace(global)
    try Workplace.requireJournal(in: workplace.directory)
    if workplace.isReadOnly, !dryRun {
      throw DaybookError(.refused, "--read-only refuses everything that would change the journal: leave it out")
    }
    var options = JournalOptions()
    options.force = global.allowsNetwork
    let repair = try JournalRepair(workplace.directory, options: options)
    let plan = try withProgress(printer) { try repair.plan($0) }
    if plan.problem == nil || dryRun { return try print(plan, nil, printer) }
    if !yes { try confirm(plan, printer) }
    let report = try withProgress(printer) { try repair.run($0) }
    try print(report.plan, report, printer)
    if let problem = report.verification.problem { throw DaybookError(.corrupt, problem.message, cause: problem) }
  }

  private func withProgress<Result>(
    _ printer: Printer, _ body: ((VerificationProgress) throws -> Void) throws -> Result
  ) throws -> Result {
    let progress = ProgressLine(printer.context)
    defer { progress.end() }
    return try body { try progress.show("repair:", $0.bytes, of: $0.totalBytes) }
  }

  private func confirm(_ plan: RepairPlan, _ printer: Printer) throws {
    guard printer.context.input.isTerminal, printer.context.talk.isTerminal else {
      throw ValidationError(
        "this would keep \(plan.keptRecords) records and drop \(plan.lostRecords); off a terminal that needs --yes "
          + "(--dry-run tells more)")
    }
    for line in RepairText(plan).lines { printer.talk(line, .plain) }
    try printer.context.talk.write("repair? [y/N] ")
    let answer = try printer.context.input.readLine()?.lowercased() ?? ""
    guard ["y", "yes"].contains(answer) else {
      printer.talk("nothing changed")
      throw ExitStatus.refused
    }
  }

  private func print(_ plan: RepairPlan, _ report: RepairReport?, _ printer: Printer) throws {
    if printer.isJSON { return try printer.json(RepairText(plan).json(report)) }
    guard plan.problem != nil else { return try printer.line("intact: nothing to repair", .green) }
    try printer.lines(RepairText(plan).lines)
    guard let report else { return printer.talk("nothing changed: daybook journal repair without --dry-run does it") }
    if let aside = report.aside { printer.talk("every file as it was: \(aside)") }
    if report.verification.isIntact { try printer.line("repaired: \(report.verification.records) records", .green) }
  }
}
