import ArgumentParser
import Daybook

/// `daybook schedule remove`: takes schedules away.
struct ScheduleRemove: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "remove", abstract: "Remove schedules; the jobs of their fires stay.",
    discussion: "What a file declares is removed there: it would come back with the next reload.")

  @OptionGroup(title: "Global Options") var global: GlobalOptions

  @Argument(help: ArgumentHelp("Schedules, by name.", valueName: "name"))
  var names: [String]

  init() {}

  mutating func run() async throws {
    let printer = Printer(global)
    let engine = try Workplace(global).openForChanging()
    defer { engine.close() }
    for name in names {
      let schedule = engine.read { $0.schedule(named: name, owner: global.owner) }
      try await engine.suggestingSchedule(name) {
        try await engine.perform(
          RemoveSchedule(name: name, owner: global.owner, source: ScheduleDefinition.commandSource))
      }
      if printer.isJSON, let schedule {
        try printer.json(ScheduleJSON(schedule).value)
      } else {
        try printer.line("\(name) removed")
      }
    }
  }
}
