import ArgumentParser
import Daybook

/// `daybook` alone: the console, or with `--no-ui` a worker in the foreground.
struct ConsoleCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "console",
    abstract: "Watch and steer jobs in the terminal; what daybook does by itself.",
    discussion: """
      Examples:
        daybook                                  the console; it starts a worker unless somebody else serves here
        daybook --no-workers                     only watch and steer
        daybook --no-ui --log-format json        a worker in the foreground, for servers
      """)

  @OptionGroup var options: ConsoleOptions

  init() {}

  mutating func run() async throws {
    let context = CommandContext.current
    let launch = try LaunchOptions(options.global, worker: options.worker, context: context)
    guard launch.hasInterface else { return try await Serving.runHeadless(launch) }
    guard context.output.isTerminal, context.input.isTerminal else { return try refuse(launch.workplace) }
    try await Session.run(launch)
  }

  /// Neither a terminal nor `--no-ui`: the counts are what such a caller can use.
  private func refuse(_ workplace: Workplace) throws {
    let printer = Printer(options.global)
    if let engine = try? workplace.openForReading() {
      defer { engine.close() }
      try StatsSheet(directory: workplace.directory, printer: printer).print(engine.livingStats())
    }
    printer.talk(
      "daybook: no terminal to draw on: use --no-ui to run jobs without one, or a command (daybook --help)", .plain)
    throw ExitStatus.usage
  }
}
