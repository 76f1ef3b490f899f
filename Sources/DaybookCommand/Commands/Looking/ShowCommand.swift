import ArgumentParser
import CommandJobs
import Cron
import Daybook

/// `daybook show`: everything about one job.
struct ShowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Show everything about a job.",
    discussion: """
      Examples:
        daybook show 4821
        daybook show key:weekly --json
      """)

  /// Lines of output shown, from the end.
  private static let logLines = 20

  @OptionGroup(title: "Global Options") var global: GlobalOptions

  @Argument(help: ArgumentHelp("A job: 4821 or key:NAME.", valueName: "id"))
  var job: JobSelector

  init() {}

  mutating func run() async throws {
    let printer = Printer(global)
    let workplace = Workplace(global)
    let engine = try workplace.openForReading()
    defer { engine.close() }
    let id = try job.single(in: engine)
    guard let source = try JobReader(engine).source(id) else { throw DaybookError.unknownJob(id) }
    let attempts = engine.read { $0.attempts(of: id) }
    let log = LogTail(directory: workplace.directory).lines(of: attempts.last, limit: Self.logLines)
    if printer.isJSON {
      let more: KeyValuePairs<String, JSONText> = [
        "attempts": .array(attempts.map { AttemptJSON($0, of: source).value }),
        "log": .array(log.map { .string($0.text) }),
      ]
      return try printer.json(JobJSON(source).value(adding: more))
    }
    let reason = engine.read { $0.holdReason(of: id, now: printer.context.time.now()) }
    try JobSheet(source: source, attempts: attempts, log: log, holdReason: reason, printer: printer).print()
  }
}
