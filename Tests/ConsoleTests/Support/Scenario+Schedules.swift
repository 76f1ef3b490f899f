import Console
import Daybook

extension Scenario {
  private static let file = "/home/ann/daybook.toml"

  /// Schedules of every kind, in every state that an operator has to understand.
  static func schedules(size: Size = Size(columns: 120, rows: 40)) throws -> World {
    let world = World(size: size)
    let day: Int64 = 86_400_000
    world.now = World.start.adding(milliseconds: -30 * day)
    let names: [(String, Trigger)] = [
      ("boot-check", .boot), ("exhausted", .cron(expression: "0 12 * * *", timeZone: "UTC")),
      ("full", .cron(expression: "30 2 * * *", timeZone: "Europe/Berlin")),
      ("gone", .cron(expression: "0 4 * * *", timeZone: "UTC")),
      ("kept-off", .cron(expression: "0 9-17 * * MON-FRI", timeZone: "America/New_York")),
      ("kept-on", .every(milliseconds: 21_600_000, anchor: world.now, startsImmediately: false)),
      ("late", .cron(expression: "*/5 * * * *", timeZone: "UTC")),
      ("never-fires", .cron(expression: "0 0 */20 * 1L", timeZone: "UTC")),
      ("once", .at(World.start.adding(milliseconds: 34 * day))),
      ("off", .every(milliseconds: 86_400_000, anchor: world.now, startsImmediately: false)),
    ]
    var schedules = names.map { declared($0, $1) }
    world.now = World.start.adding(milliseconds: -3_600_000)
    try world.decide(ApplyDeclarations(Declarations(source: file, types: [], schedules: schedules)))
    schedules.removeAll { $0.name == "gone" }
    try world.decide(ApplyDeclarations(Declarations(source: file, types: [], schedules: schedules)))
    try world.decide(SetScheduleEnabled(name: "kept-off", isEnabled: false))
    try world.decide(SetScheduleEnabled(name: "kept-on", isEnabled: true))
    for _ in 0..<2 { try world.decide(TriggerSchedule(name: "exhausted")) }
    for _ in 0..<3 { try world.decide(TriggerSchedule(name: "full")) }
    try world.decide(UpsertSchedule(byHand))
    try lose(world)
    world.now = World.start
    world.send(.tick(WallClock(now: world.now, utcOffset: 3600)))
    world.refresh()
    return world
  }

  private static let byHand = ScheduleDefinition(
    name: "by-hand", owner: "ann", source: ScheduleDefinition.commandSource,
    trigger: .cron(expression: "0 18 * * FRI", timeZone: "UTC"), template: JobRequest(type: "mail"))

  private static func declared(_ name: String, _ trigger: Trigger) -> ScheduleDefinition {
    var schedule = ScheduleDefinition(
      name: name, owner: "ann", source: file, trigger: trigger, template: JobRequest(type: "backup"))
    schedule.isEnabled = !["kept-on", "off"].contains(name)
    if name == "exhausted" { schedule.maxFires = 2 }
    guard name == "full" else { return schedule }
    schedule.purpose = "Copies /home to the vault, where it stays for ninety days"
    schedule.startsAt = World.start.adding(milliseconds: -86_400_000)
    schedule.endsAt = World.start.adding(milliseconds: 400 * 86_400_000)
    schedule.maxFires = 500
    schedule.jitterMilliseconds = 600_000
    schedule.misfire = .all(max: 20)
    schedule.overlap = .replace
    schedule.template = JobRequest(
      type: "backup", payload: Array(#"{"path":"/home"}"#.utf8), queue: "disk", priority: .high, entity: "home",
      label: "nightly", tags: ["vault", "disk"],
      overrides: JobOverrides(maxRetries: 5, timeoutMilliseconds: 3_600_000))
    return schedule
  }

  /// A leader that finds `late` overdue for the second time, with its first job still waiting.
  private static func lose(_ world: World) throws {
    let worker = try world.join(slots: 1)
    world.now = world.now.adding(milliseconds: 300_000)
    _ = try world.claim(worker, 0)
    for _ in 0..<3 {
      world.now = world.now.adding(milliseconds: 300_000)
      _ = try world.claim(worker, 0)
    }
    world.now = world.now.adding(milliseconds: 1_200_000)
    _ = try world.claim(worker, 0)
    try world.decide(LeaveWorker(worker: worker, unfinished: []))
  }
}
