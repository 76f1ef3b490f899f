import ArgumentParser
import Daybook

/// `daybook schedules`: lists schedules.
struct SchedulesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "schedules",
    abstract: "List schedules, when they fire next, and how often they did.",
    discussion: "Example: daybook schedules --json | jq -r 'select(.enabled) | [.name, .nextFire] | @tsv'")

  @OptionGroup(title: "Global Options") var global: GlobalOptions

  init() {}

  mutating func run() async throws {
    let printer = Printer(global)
    let engine = try Workplace(global).openForReading()
    defer { engine.close() }
    let schedules = engine.read(\.scheduleSummaries)
    if printer.isJSON { return try printer.json(schedules.map { ScheduleJSON($0).value }) }
    if schedules.isEmpty {
      return printer.talk("no schedules: [schedules.NAME] in a jobs file makes one (daybook init)")
    }
    try printer.table(Self.table(schedules, now: printer.context.time.now()))
    if !WorkerCheck(engine).isServed { printer.talk("nobody fires them: \(printer.program) up", .yellow) }
  }

  private static func table(_ schedules: [ScheduleSummary], now: Timestamp) -> Table {
    var table = Table([
      .init("SCHEDULE"), .init("NEXT"), .init("LAST"), .init("FIRED", isNumber: true), .init("MISSED", isNumber: true),
      .init("JOB"), .init("TRIGGER", isFlexible: true),
    ])
    for schedule in schedules {
      let next =
        schedule.isEnabled ? InstantText.relative(schedule.nextFire, now: now) : "‖ \(reason(schedule, now: now))"
      table.add([
        Table.Cell(schedule.name, .bold), Table.Cell(next, schedule.isEnabled ? .green : .yellow),
        Table.Cell(InstantText.relative(schedule.lastFire, now: now)), Table.Cell("\(schedule.fireCount)"),
        Table.Cell("\(schedule.missed + schedule.skipped)"), Table.Cell(schedule.type),
        Table.Cell(schedule.trigger.text),
      ])
    }
    return table
  }

  private static func reason(_ schedule: ScheduleSummary, now: Timestamp) -> String {
    if schedule.isOrphaned { return "no longer declared" }
    if let override = schedule.override {
      let declared = schedule.definition.isEnabled ? "on" : "off"
      return "off by \(override.actor) \(InstantText.relative(override.at, now: now)), declared \(declared)"
    }
    return "off"
  }
}
