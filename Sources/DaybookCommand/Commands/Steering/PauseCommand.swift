import ArgumentParser
import Daybook

/// `daybook pause`: stops jobs from starting.
struct PauseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pause",
    abstract: "Start no more jobs: of a type, of a queue, or at all.",
    discussion: "Running jobs finish, delays still mature, schedules still produce jobs. It lasts until daybook resume."
  )

  @OptionGroup(title: "Global Options") var global: GlobalOptions
  @OptionGroup var scope: ScopeOptions

  init() {}

  mutating func run() async throws {
    let engine = try Workplace(global).openForChanging()
    defer { engine.close() }
    try await engine.perform(Pause(scope.scope))
    try Printer(global).line("\(scope.text) is paused")
  }
}
