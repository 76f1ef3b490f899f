import ArgumentParser
import Daybook

/// `daybook stats`: the counts of everything.
struct StatsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stats",
    abstract: "Count jobs by state and type, and say who works.",
    discussion: "With --watch it prints again whenever something has changed, at most once a second, until ^C.")

  @OptionGroup(title: "Global Options") var global: GlobalOptions

  @Flag(help: "Go on printing.")
  var watch = false

  init() {}

  mutating func run() async throws {
    let printer = Printer(global)
    let workplace = Workplace(global)
    let engine = try workplace.openForReading()
    defer { engine.close() }
    let sheet = StatsSheet(directory: workplace.directory, printer: printer)
    guard watch else { return try sheet.print(engine.livingStats()) }
    for await _ in EngineChanges(engine).stream {
      if let failure = engine.failure { throw failure }
      // A screenful on a terminal, one after the other elsewhere.
      if printer.context.output.isTerminal, !printer.isJSON { try printer.context.output.write("\u{1B}[H\u{1B}[2J") }
      try sheet.print(engine.livingStats())
      try await Task.sleep(for: .seconds(1))
    }
  }
}
