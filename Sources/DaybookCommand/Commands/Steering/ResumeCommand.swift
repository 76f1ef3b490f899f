import ArgumentParser
import Daybook

/// `daybook resume`: lets jobs start again.
struct ResumeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resume", abstract: "Let jobs start again after daybook pause.")

  @OptionGroup(title: "Global Options") var global: GlobalOptions
  @OptionGroup var scope: ScopeOptions

  init() {}

  mutating func run() async throws {
    let printer = Printer(global)
    let engine = try Workplace(global).openForChanging()
    defer { engine.close() }
    let wasPaused = engine.read { $0.isPaused(scope.scope) }
    try await engine.perform(Resume(scope.scope))
    try printer.line(wasPaused ? "\(scope.text) is no longer paused" : "\(scope.text) was not paused")
    if !WorkerCheck(engine).isServed { printer.talk("nothing is running jobs: \(printer.program) up", .yellow) }
  }
}
