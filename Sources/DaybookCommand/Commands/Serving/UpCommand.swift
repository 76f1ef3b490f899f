import ArgumentParser

/// `daybook up`: a background worker.
struct UpCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "up",
    abstract: "Start a background worker for the state directory.",
    discussion: "It applies the jobs file, runs jobs and fires schedules until daybook down. Returns once it serves.")

  @OptionGroup(title: "Global Options") var global: GlobalOptions
  @OptionGroup(title: "Worker Options") var worker: WorkerOptionsGroup

  init() {}

  mutating func run() async throws {
    try await Serving.up(try LaunchOptions(global, worker: worker, context: .current))
  }
}
