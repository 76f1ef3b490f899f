import ArgumentParser
import Daybook

/// `daybook schedule add`: makes a schedule.
struct ScheduleAdd: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add",
    abstract: "Make a schedule that runs a command or a declared job.",
    usage:
      "daybook schedule add <name> (--cron <expression> | --every <duration> | --at <time>) [<options>] [-- <command> ...]",
    discussion: """
      The command runs as you would run it here: same directory, umask, PATH, HOME, language and time zone. A cron \
      expression is read in the host's time zone, which is written into the schedule; --tz names another.

      Examples:
        daybook schedule add nightly-backup --cron "0 2 * * *" -- restic backup /home
        daybook schedule add poll --every 5m --overlap skip --jitter 30s --shell -- 'curl -fsS $URL | jq .'
        daybook schedule add report --cron "0 9 * * MON" --tz Europe/Paris --job send-report --data '{"to":"ann"}'
        daybook schedule add once --at 2027-01-01T00:00:00Z -- echo happy new year
      """)

  @OptionGroup(title: "Global Options") var global: GlobalOptions

  @Argument(help: ArgumentHelp("Its name: a-z, 0-9, '.', '_' and '-'.", valueName: "name"))
  var name: String

  @OptionGroup(title: "Schedule Options") var options: TriggerOptions
  @OptionGroup(title: "Job Options") var job: ScheduleJob

  @Flag(help: "Make it switched off.")
  var disabled = false

  @Flag(help: "Change the schedule of that name, if there is one, instead of refusing.")
  var upsert = false

  init() {}

  mutating func validate() throws {
    if options.cron == nil, options.every == nil, options.at == nil {
      throw ValidationError("say when: --cron \"0 2 * * *\", --every 5m, --at 2027-01-01T00:00:00Z or --at boot")
    }
    if !job.namesWork {
      throw ValidationError("say what runs: a command after --, as in -- echo hello, or --job TYPE")
    }
  }

  mutating func run() async throws {
    let printer = Printer(global)
    let workplace = Workplace(global)
    let definition = try definition(workplace, printer)
    let engine = try workplace.openForChanging()
    defer { engine.close() }
    try KnownTypes(engine, program: printer.program).check(definition.template.type)
    try await engine.perform(UpsertSchedule(definition, isStrict: !upsert))
    guard let made = engine.read({ $0.schedule(named: name, owner: workplace.owner) }) else { return }
    try printer.schedule(made)
    if made.isEnabled, !WorkerCheck(engine).isServed {
      printer.talk("nobody fires it: \(printer.program) up", .yellow)
    }
  }

  private func definition(_ workplace: Workplace, _ printer: Printer) throws -> ScheduleDefinition {
    var definition = ScheduleDefinition(
      name: name, owner: workplace.owner, source: ScheduleDefinition.commandSource, trigger: .boot,
      template: JobRequest(type: Limits.commandType, owner: workplace.owner))
    definition.isEnabled = !disabled
    try options.change(now: printer.context.time.now())(&definition)
    try job.change(printer: printer)(&definition.template)
    return definition
  }
}
