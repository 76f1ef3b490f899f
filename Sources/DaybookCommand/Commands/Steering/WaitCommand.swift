import ArgumentParser
import Daybook

/// `daybook wait`: returns when jobs have ended.
struct WaitCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "wait",
    abstract: "Wait until jobs have ended.",
    discussion: """
      Exit code: 0 all completed, 1 one failed or was cancelled, 3 unknown, 4 no worker can run one, 124 timed out.

      Example: daybook wait 4821 4822 --timeout 10m && deploy
      """)

  @OptionGroup(title: "Global Options") var global: GlobalOptions

  @Flag(help: "Wait for one of them only.")
  var any = false

  @Option(
    help: ArgumentHelp("Give up after this time.", valueName: "duration"),
    transform: { try DurationText.milliseconds($0) })
  var timeout: Int64?

  @Argument(help: ArgumentHelp("Jobs: 4821, 4800-4821 or key:NAME.", valueName: "id"))
  var jobs: [JobSelector]

  init() {}

  mutating func run() async throws {
    let printer = Printer(global)
    let engine = try Workplace(global).openForReading()
    defer { engine.close() }
    let ids = try jobs.flatMap { try $0.ids(in: engine) }
    let wait = JobWait(engine: engine, time: printer.context.time)
    let ending = try await wait.untilEnded(ids, any: any, timeout: timeout)
    try EndingReport(printer: printer).report(ending)
  }
}
