import ArgumentParser
import Cron
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
      try engine.read { try $0.findSchedule(named: name, owner: owner) }
    }
    let now = printer.context.time.now()
    let zone = (try? TimeZoneRules(named: TimeZoneRules.hostName())) ?? .utc
    var forecast = engine.forecast(of: schedule, now: now, localZone: zone, count: count)
    // What would come if it were on is for the console to show; a script counts on fires that will be.
    if !schedule.isEnabled { forecast.fires = [] }
    if printer.isJSON { return try printer.json(ScheduleDetailsJSON(schedule, upcoming: forecast.fires).value) }
    try ScheduleSheet(schedule: schedule, forecast: forecast, now: now, printer: printer).print()
  }
}
