import ArgumentParser
import Daybook

/// `daybook schedule update`: changes some of what a schedule says.
struct ScheduleUpdate: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "update",
    abstract: "Change a schedule; what is not named stays, its counters included.",
    usage: "daybook schedule update <name> [<options>] [-- <command> ...]",
    discussion: """
      none takes away what can be absent: --ends-at none. A new trigger makes a new next fire; anything else leaves it.

      Examples:
        daybook schedule update nightly-backup --cron "0 3 * * *"
        daybook schedule update poll --jitter none --overlap allow
      """)

  @OptionGroup(title: "Global Options") var global: GlobalOptions

  @Argument(help: ArgumentHelp("The schedule's name.", valueName: "name"))
  var name: String

  @OptionGroup(title: "Schedule Options") var options: TriggerOptions
  @OptionGroup(title: "Job Options") var job: ScheduleJob

  init() {}

  mutating func validate() throws {
    if !options.isGiven, !job.isGiven {
      throw ValidationError("say what to change, such as --cron \"0 3 * * *\" or --jitter none")
    }
  }

  mutating func run() async throws {
    let printer = Printer(global)
    let workplace = Workplace(global)
    let schedule = try options.change(now: printer.context.time.now())
    let template = try job.change(printer: printer)
    let engine = try workplace.openForChanging()
    defer { engine.close() }
    if let type = job.job { try KnownTypes(engine, program: printer.program).check(type) }
    let edit = EditSchedule(name: name, owner: global.owner, source: ScheduleDefinition.commandSource) {
      (definition) throws(DaybookError) in
      schedule(&definition)
      try template(&definition.template)
    }
    let name = name
    try await engine.suggestingSchedule(name) { try await engine.perform(edit) }
    if let changed = engine.read({ $0.schedule(named: name, owner: global.owner) }) { try printer.schedule(changed) }
  }
}
