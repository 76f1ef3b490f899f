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

  init() {}

  mutating func validate() throws {
    if let concurrency, !(1...1000).contains(concurrency) { throw ValidationError("--concurrency is 1 to 1000") }
  }
}
