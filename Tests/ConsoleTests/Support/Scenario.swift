import Console
import Daybook

/// Worlds that several tests look at.
enum Scenario {
  /// A worker at work: jobs in every state, schedules, output.
  static func busy(size: Size = Size(columns: 120, rows: 40)) throws -> World {
    let world = World(size: size)
    let minute: Int64 = 60_000
    world.now = World.start.adding(milliseconds: -10 * minute)
    try world.decide(ApplyDeclarations(.sample))
    let worker = try world.join()
    try run(world, worker, "resize", .succeeded(result: nil, usage: nil), for: 820)
    try run(world, worker, "send-report", .succeeded(result: nil, usage: nil), for: 12_400)
    let full = Failure(kind: .error, message: "exit 1: no space left on device", exitCode: 1)
    try run(world, worker, "backup", .failed(full, usage: usage), for: 134_000, retries: 0)
    try run(world, worker, "command", label: "rsync", .succeeded(result: nil, usage: nil), for: 3000)
    try world.decide(Cancel(try world.enqueue("resize")))
    world.now = World.start.adding(milliseconds: -12_000)
    let running = try world.enqueue("backup", retries: 3)
    let claimed = try world.claim(worker)[0]
    precondition(claimed.job == running)
    try world.decide(RecordProgress(job: running, token: claimed.token, thousandths: 520))
    let slow = Failure(kind: .timeout, message: "no answer within 2s")
    try run(world, worker, "send-report", .failed(slow, usage: nil), for: 2000)
    try world.enqueue("command", label: "du -sh /home", delay: 24 * 60 * minute)
    world.now = World.start
    for _ in 0..<3 { try world.enqueue("resize") }
    world.send(.tick(WallClock(now: world.now, utcOffset: 0)))
    world.refresh()
    world.console = settled(world, on: running)
    world.send(.output(token: claimed.token, bytes: output))
    return world
  }

  /// Looks at one job.
  private static func settled(_ world: World, on job: JobID) -> ConsoleState {
    while world.console.jobs.cursor != job, world.console.jobs.cursor != world.console.snapshot.rows.last?.id {
      world.press(.down)
    }
    return world.console
  }

  private static let usage = ResourceUsage(userMilliseconds: 9200, systemMilliseconds: 3100, peakMemoryBytes: 310 << 20)

  private static func run(
    _ world: World, _ worker: UInt64, _ type: String, label: String? = nil, _ outcome: AttemptOutcome,
    for milliseconds: Int64, retries: Int = 2
  ) throws {
    try world.enqueue(type, label: label, retries: retries)
    let claimed = try world.claim(worker)[0]
    world.now = world.now.adding(milliseconds: milliseconds)
    try world.finish(worker, claimed, outcome)
  }

  private static let output = Array(
    (1...30).map { "14:32:\($0 < 10 ? "0" : "")\($0) processed \($0 * 607) files, \($0).1 GiB\n" }.joined().utf8)
}

extension Declarations {
  static let sample: Declarations = {
    func schedule(
      _ name: String, _ trigger: Trigger, _ type: String, isEnabled: Bool = true
    ) -> ScheduleDefinition {
      var definition = ScheduleDefinition(
        name: name, owner: "ann", source: "/home/ann/daybook.toml", trigger: trigger, template: JobRequest(type: type))
      definition.isEnabled = isEnabled
      return definition
    }
    var backup = TypeDefinition(name: "backup", source: "/home/ann/daybook.toml")
    backup.command = CommandDefinition(arguments: ["restic", "backup", "/home"])
    backup.concurrency = 1
    let anchor = Timestamp(milliseconds: 1_795_270_900_000)
    return Declarations(
      source: "/home/ann/daybook.toml",
      types: [backup, TypeDefinition(name: "resize", source: "/home/ann/daybook.toml")],
      schedules: [
        schedule("nightly-backup", .cron(expression: "0 2 * * *", timeZone: "UTC"), "backup"),
        schedule("rotate-logs", .every(milliseconds: 1_800_000, anchor: anchor, startsImmediately: false), "resize"),
        schedule("check-certs", .cron(expression: "30 6 * * MON", timeZone: "UTC"), "send-report", isEnabled: false),
      ])
  }()
}
