import ArgumentParser

/// `daybook demo`: a sandbox with real commands.
struct DemoCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Open a sandbox with real commands running in it.",
    discussion: "It has its own state directory, which --dir may name; nothing of yours is touched.")

  @OptionGroup var options: ConsoleOptions

  init() {}

  mutating func run() async throws {
    try await Serving.demo(options.global, worker: options.worker, context: .current)
  }
}
