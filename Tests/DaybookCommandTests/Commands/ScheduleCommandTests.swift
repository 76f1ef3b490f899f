import Daybook
import DaybookCommand
import Testing

struct ScheduleCommandTests {
  private let sandbox: Sandbox

  init() throws { sandbox = try Sandbox() }

  private func schedule(_ name: String) throws -> ScheduleSummary {
    let engine = try sandbox.engine()
    defer { engine.close() }
    return try #require(engine.read { $0.schedule(named: name) })
  }

  @Test func `add makes a schedule with every option and the command as it would run here`() async throws {
    let run = await sandbox.run([
      "schedule", "add", "s", "--cron", "0 2 * * *", "--tz", "Europe/Paris", "--starts-at", "2027-01-01T00:00:00Z",
      "--ends-at", "2028-01-01T00:00:00Z", "--max-fires", "5", "--jitter", "90s", "--misfire", "all:7",
      "--max-lateness",
      "2h", "--overlap", "replace", "--description", "nightly", "--priority", "high", "--queue", "q", "--tag", "t",
      "--timeout", "1m", "--max-retries", "2", "--", "echo", "a b", "--flag",
    ])
    #expect(run.status == 0 && run.output == "s fires in 5w5d\n", "\(run)")
    let definition = try schedule("s").definition
    #expect(definition.trigger == .cron(expression: "0 2 * * *", timeZone: "Europe/Paris"))
    #expect(definition.startsAt == Timestamp(milliseconds: 1_798_761_600_000))
    #expect(definition.maxFires == 5 && definition.jitterMilliseconds == 90_000 && definition.misfire == .all(max: 7))
    #expect(definition.maxLatenessMilliseconds == 7_200_000 && definition.overlap == .replace)
    #expect(definition.purpose == "nightly" && definition.source == "command line")
    #expect(definition.template.type == "command" && definition.template.label == "echo")
    #expect(definition.template.priority == .high && definition.template.queue == "q")
    #expect(definition.template.overrides.maxRetries == 2)
    let words = AdHocCommand.words(inPayload: definition.template.payload, type: "command")
    #expect(words == ["echo", "a b", "--flag"])
  }

  @Test func `a name that is taken is refused, upsert changes it`() async throws {
    _ = await sandbox.run("schedule add s --every 5m -- true")
    let refused = await sandbox.run("schedule add s --every 6m -- true")
    #expect(refused.status == 4 && refused.talk.contains("there is a schedule 's' already"))
    #expect(await sandbox.run("schedule add s --every 6m --upsert -- true").status == 0)
    #expect(try schedule("s").trigger.text == "every 6m")
  }

  @Test func `update changes what it names, keeps the zone, and none takes away`() async throws {
    _ = await sandbox.run([
      "schedule", "add", "s", "--cron", "0 2 * * *", "--tz", "Asia/Tokyo", "--jitter", "1m", "--max-fires", "3", "--",
      "true",
    ])
    let run = await sandbox.run([
      "schedule", "update", "s", "--cron", "0 3 * * *", "--jitter", "none", "--max-fires", "none",
    ])
    #expect(run.status == 0, "\(run)")
    let definition = try schedule("s").definition
    #expect(definition.trigger == .cron(expression: "0 3 * * *", timeZone: "Asia/Tokyo"))
    #expect(definition.jitterMilliseconds == 0 && definition.maxFires == nil)
    #expect(definition.template.label == "true")
    _ = await sandbox.run("schedule update s -- false")
    #expect(try schedule("s").definition.template.label == "false")
  }

  @Test func `none takes key, queue and tags away, and data is for declared jobs`() async throws {
    _ = await sandbox.run("schedule add s --every 5m --key k --queue q --tag t -- true")
    _ = await sandbox.run("schedule update s --key none --queue none --tag none")
    let template = try schedule("s").definition.template
    #expect(template.key == nil && template.queue == nil && template.tags.isEmpty)
    let run = await sandbox.run("schedule update s --data {}")
    #expect(run.status == 2 && run.talk.contains("this schedule runs a command"), "\(run)")
  }

  @Test func `a name that two owners have is asked about`() async throws {
    _ = await sandbox.run("schedule add s --every 5m --as bob -- true")
    _ = await sandbox.run("schedule add s --every 5m --as carol -- true")
    for line in ["schedule show s", "next s", "schedule trigger s"] {
      let run = await sandbox.run(line)
      #expect(run.status == 4 && run.talk.contains("say which with --as"), "\(line): \(run)")
    }
    #expect(await sandbox.run("schedule show s --as bob").status == 0)
  }

  @Test func `an unknown schedule is refused with the name that was probably meant`() async throws {
    _ = await sandbox.run("schedule add nightly --every 5m -- true")
    for verb in ["update --jitter none", "remove", "show", "reset", "enable", "disable", "trigger"] {
      let run = await sandbox.run("schedule \(verb) nihgtly")
      #expect(run.status == 3 && run.talk.contains("did you mean \"nightly\"?"), "\(verb): \(run)")
    }
  }

  @Test func `remove takes it away, and what a file declares is left to the file`() async throws {
    _ = await sandbox.run("schedule add s --every 5m -- true")
    #expect(await sandbox.run("schedule remove s").output == "s removed\n")
    #expect(await sandbox.run("schedules --json").output.isEmpty)
    try await sandbox.declare("[jobs.b]\ncommand = [\"ls\"]\n[schedules.f]\njob = \"b\"\nevery = \"5m\"\n")
    let refused = await sandbox.run("schedule remove f")
    #expect(refused.status == 4 && refused.talk.contains("change it there"))
  }

  @Test func `reset ends an operator's switch`() async throws {
    _ = await sandbox.run("schedule add s --every 5m -- true")
    #expect(await sandbox.run("schedule disable s").output == "s is off\n")
    #expect(await sandbox.run("schedule show s").output.contains("off by"))
    #expect(await sandbox.run("schedule reset s").output == "s fires in 5m\n")
    #expect(try schedule("s").override == nil)
  }

  @Test func `show prints the trigger in words, the command and the fires to come`() async throws {
    _ = await sandbox.run([
      "schedule", "add", "s", "--cron", "*/30 9-17 * * MON-FRI", "--tz", "UTC", "--jitter", "1m", "--", "echo", "hello",
    ])
    let run = await sandbox.run("schedule show s --count 2")
    #expect(run.output.contains("Monday to Friday, UTC"))
    #expect(run.output.contains("echo hello"))
    #expect(run.lines.suffix(2).allSatisfy { $0.contains("2026-11-23T09:") && $0.contains("later") }, "\(run.output)")
    let json = await sandbox.run("schedule show s --count 1 --json").output
    #expect(json.contains(#""jitterMs":60000"#) && json.contains(#""upcoming":[{"nominal":"2026-11-23T09:00:00.000Z""#))
  }

  @Test(arguments: [
    ("schedule add s -- true", "say when"), ("schedule add s --every 5m", "say what runs"),
    ("schedule add s --every 5m --at boot -- true", "both say when"),
    ("schedule add s --every 5m --tz UTC -- true", "--tz is the zone of --cron"),
    ("schedule add s --every 5m --misfire some -- true", "latest, skip, all or all:N"),
    ("schedule add s --every 5m --overlap some -- true", "queue, skip, allow, replace"),
    ("schedule add s --every 5m --max-fires 0 -- true", "1 or more"),
    ("schedule add s --every 5m --job b -- true", "both say what runs"),
    ("schedule add s --every 5m --job command", "write the command after --"),
    ("schedule add s --every 5m --data {} -- true", "--data is the payload of --job"),
    ("schedule update s --cwd /tmp", "--cwd belongs to a command"), ("schedule update s", "say what to change"),
  ])
  func `options that contradict each other or say nothing are usage errors`(_ line: String, _ reason: String) async {
    let run = await sandbox.run(line)
    #expect(run.status == 2 && run.talk.contains(reason), "\(run)")
  }

  @Test func `an unknown job type is refused`() async {
    let run = await sandbox.run("schedule add s --every 5m --job nope")
    #expect(run.status == 3 && run.talk.contains("no job type 'nope'"))
  }

  @Test func `a plan shows what would change and changes nothing`() async throws {
    try sandbox.write("[jobs.b]\ncommand = [\"ls\"]\n[schedules.f]\njob = \"b\"\nevery = \"5m\"\n", to: "jobs.toml")
    let plan = await sandbox.run("apply --plan jobs.toml")
    #expect(plan.lines.contains("+ job b") && plan.lines.contains("+ schedule f"))
    #expect(plan.talk.contains("2 added, 0 updated, 0 orphaned; nothing was changed"))
    #expect(await sandbox.run("schedules --json").output.isEmpty)
    #expect(await sandbox.run("apply jobs.toml").status == 0)
    #expect(await sandbox.run("apply jobs.toml").talk == "jobs.toml: nothing has changed\n")
    try sandbox.write("[jobs.b]\ncommand = [\"ls\", \"-l\"]\n", to: "jobs.toml")
    let second = await sandbox.run("apply --plan jobs.toml")
    #expect(second.lines == ["~ job b", "    command: ls → ls -l", "- schedule f  no longer declared: switched off"])
    let json = await sandbox.run("apply --plan --json jobs.toml")
    #expect(json.lines.count == 2 && json.output.contains(#""action":"orphaned","kind":"schedule","name":"f""#))
  }

  @Test func `a file with mistakes is not applied`() async throws {
    try sandbox.write("[jobs.b]\ncomand = [\"ls\"]\n", to: "jobs.toml")
    let run = await sandbox.run("apply jobs.toml")
    #expect(run.status != 0 && run.talk.contains("jobs.toml:2:1"))
  }
}
