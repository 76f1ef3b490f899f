import ArgumentParser
import Daybook

/// How a worker that a command starts behaves.
struct WorkerOptionsGroup: ParsableArguments {
  @Option(help: ArgumentHelp("Jobs it runs at once; else [scheduler] concurrency, else 5.", valueName: "n"))
  var concurrency: Int?

  @Option(
    help: ArgumentHelp("How long running jobs may go on when it is told to stop; 30s.", valueName: "duration"),
    transform: { try DurationText.milliseconds($0) })
  var shutdownGrace: Int64?

  @Option(
    help: ArgumentHelp(
      "When a change counts as accepted: always (on disk), interval, interval(200ms) or os; else [journal] durability.",
      valueName: "when"),
    transform: { try Durability(parsing: $0) })
  var durability: Durability?

  @Option(
    help: ArgumentHelp(
      "Do not stand for election so long after the start: run jobs, but lead no others.", valueName: "duration"),
    transform: { try DurationText.milliseconds($0) })
  var coldStart: Int64?

  init() {}

  mutating func validate() throws {
    if let concurrency, !(1...1000).contains(concurrency) { throw ValidationError("--concurrency is 1 to 1000") }
  }
}
