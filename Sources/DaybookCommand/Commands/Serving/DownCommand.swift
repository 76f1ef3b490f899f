import ArgumentParser

/// `daybook down`: stops the worker.
struct DownCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "down",
    abstract: "Stop the state directory's worker and return once it has ended.",
    discussion: "Running jobs may finish within its grace period; with --now they are interrupted at once.")

  @OptionGroup(title: "Global Options") var global: GlobalOptions

  @Flag(help: "Interrupt what runs.")
  var now = false

  init() {}

  mutating func run() async throws {
    let options = try LaunchOptions(global, worker: WorkerOptionsGroup.parse([]), context: .current)
    try await Serving.down(options, isHurried: now)
  }
}
