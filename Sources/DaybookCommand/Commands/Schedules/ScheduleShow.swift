import ArgumentParser
import Daybook

/// `daybook schedule show`: all there is to know of one schedule.
struct ScheduleShow: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show a schedule: its trigger in words, policies, counters, and next fires.")

  @OptionGroup(title: "Global Options") var global: GlobalOptions

  @Argument(help: ArgumentHelp("The schedule's name.", valueName: "name"))
  var name: String

  @Option(help: ArgumentHelp("How many of the next fires.", valueName: "n"))
  var count = 5

  init() {}

  mutating func validate() throws {
    if !(0...1000).contains(count) { throw ValidationError("--count is 0 to 1000") }
  }

  mutating func run() async throws {
    let printer = Printer(global)
    let engine = try Workplace(global).openForReading()
    defer { engine.close() }
    let (name, owner) = (name, global.owner)
    let schedule = try await engine.suggestingSchedule(name) {
      guard let found = engine.read({ $0.schedule(named: name, owner: owner) }) else {
        throw DaybookError(.notFound, "no schedule '\(name)': daybook schedules lists them")
      }
      return found
    }
    let now = printer.context.time.now()
    let fires =
      schedule.isEnabled
      ? try engine.upcomingFires(of: schedule.definition, after: now, count: schedule.fires(atMost: count)) : []
    if printer.isJSON { return try printer.json(ScheduleDetailsJSON(schedule, upcoming: fires).value) }
    try ScheduleSheet(schedule: schedule, upcoming: fires, now: now, printer: printer).print()
  }
}
