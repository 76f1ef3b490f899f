import ArgumentParser
import Daybook

/// `daybook cancel`: ends jobs.
struct CancelCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "cancel",
    abstract: "End jobs: waiting ones at once, running ones with TERM and, after a grace period, KILL.",
    discussion: """
      Examples:
        daybook cancel 4821 4825-4830
        daybook cancel --where queue:gpu state:pending --reason 'maintenance'
      """)

  @OptionGroup(title: "Global Options") var global: GlobalOptions
  @OptionGroup var target: BulkTarget

  @Option(help: ArgumentHelp("Recorded with it.", valueName: "text"))
  var reason: String?

  init() {}

  mutating func run() async throws {
    let live: Set<JobState> = [.scheduled, .pending, .blocked, .running]
    let action = BulkAction(verb: "cancel", done: "cancelled", states: live, feasibleStates: live) {
      [reason] engine, job in
      switch try await engine.perform(Cancel(job, reason: reason)) {
      case .cancelled: return "cancelled"
      case .requested: return "cancelling: its worker is told"
      }
    }
    try await action.run(target, global)
  }
}
