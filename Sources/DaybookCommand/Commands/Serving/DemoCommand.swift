import ArgumentParser

/// `daybook demo`: a sandbox with real commands.
struct DemoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Open a sandbox with real commands running in it.",
    discussion: "It has its own state directory, which --dir may name; nothing of yours is touched.")

  @OptionGroup(title: "Global Options") var global: GlobalOptions
  @OptionGroup(title: "Worker Options") var worker: WorkerOptionsGroup

  init() {}

  mutating func run() async throws {
    try await Serving.demo(global, worker: worker, context: .current)
  }
}
