import ArgumentParser
import Daybook

/// `daybook retry`: runs ended jobs again.
struct RetryCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retry",
    abstract: "Run ended jobs again; id and history stay.",
    discussion: """
      With --where, completed jobs are left alone unless the filter names them (state:completed).

      Examples:
        daybook retry 4821
        daybook retry --where state:failed type:mail
      """)

  @OptionGroup(title: "Global Options") var global: GlobalOptions
  @OptionGroup var target: BulkTarget

  init() {}

  mutating func run() async throws {
    let ended: Set<JobState> = [.completed, .failed, .cancelled]
    let action = BulkAction(
      verb: "retry", done: "retried", states: [.failed, .cancelled], feasibleStates: ended
    ) { engine, job in
      try await engine.perform(Retry(job))
      return "pending"
    }
    try await action.run(target, global)
  }
}
