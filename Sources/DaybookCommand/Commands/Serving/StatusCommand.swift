import ArgumentParser

/// `daybook status`: who serves the state directory.
struct StatusCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Say who runs the jobs of the state directory, and since when.",
    discussion: "Exit code: 0 somebody serves it, 1 nobody does.")

  @OptionGroup(title: "Global Options") var global: GlobalOptions

  init() {}

  mutating func run() async throws {
    try await Serving.status(try LaunchOptions(global, worker: WorkerOptionsGroup.parse([]), context: .current))
  }
}
