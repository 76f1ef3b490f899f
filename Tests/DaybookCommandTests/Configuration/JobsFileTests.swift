import Daybook
import DaybookCommand
import Testing

struct JobsFileTests {
  private func file(_ text: String) throws -> JobsFile {
    try JobsFile(
      bytes: Array(text.utf8), file: "f.toml", source: "/etc/daybook/f.toml", owner: "ann", hostZone: "Asia/Kolkata",
      now: Sandbox.start)
  }

  @Test func `the example of the documents is read in full`() throws {
    let file = try file(
      """
      [scheduler]
      concurrency = 5
      time-zone = "Europe/Paris"

      [jobs.backup]
      command = ["restic", "backup", "{path}"]
      timeout = "2h"
      max-retries = 3
      backoff = { strategy = "exponential", base = "5s", cap = "10m" }
      concurrency = 1
      queue = "disk"
      parameters.path = { type = "string", default = "/home" }

      [queues.disk]
      concurrency = 1

      [schedules.nightly-backup]
      job = "backup"
      cron = "0 2 * * *"
      misfire = "latest"
      """)
    #expect(file.concurrency == 5)
    let declarations = file.declarations
    #expect(declarations.source == "/etc/daybook/f.toml")
    var backup = TypeDefinition(name: "backup", source: "/etc/daybook/f.toml")
    backup.queue = "disk"
    backup.concurrency = 1
    backup.maxRetries = 3
    backup.backoff = Backoff(baseMilliseconds: 5000, capMilliseconds: 600_000)
    backup.timeoutMilliseconds = 7_200_000
    backup.command = CommandDefinition(arguments: ["restic", "backup", "{path}"])
    backup.parameters = [ParameterDefinition(name: "path", kind: .string, defaultText: "/home")]
    #expect(declarations.types == [backup])
    #expect(declarations.queues == [QueueDefinition(name: "disk", source: "/etc/daybook/f.toml", concurrency: 1)])
    let schedule = try #require(declarations.schedules.first)
    #expect(schedule.isEnabled)
    #expect(schedule.trigger == .cron(expression: "0 2 * * *", timeZone: "Europe/Paris"))
    #expect(schedule.template == JobRequest(type: "backup", owner: "ann"))
    #expect(schedule.misfire == .latest)
    #expect(schedule.overlap == .queue)
  }

  @Test func `a schedule carries its own options`() throws {
    let file = try file(
      """
      [jobs.mail]
      command = ["mail"]
      [schedules.s]
      job = "mail"
      every = "90s"
      first-run = "immediately"
      misfire = "skip"
      overlap = "allow"
      max-lateness = "5m"
      enabled = false
      priority = "high"
      queue = "slow"
      label = "report"
      tags = ["weekly"]
      entity = "team-1"
      data = { to = "ann", copies = 2, all = true, list = [1, 2.5] }
      """)
    let schedule = try #require(file.declarations.schedules.first)
    #expect(!schedule.isEnabled)
    let definition = schedule
    #expect(definition.purpose == nil)
    #expect(definition.trigger == .every(milliseconds: 90_000, anchor: Sandbox.start, startsImmediately: true))
    #expect(definition.misfire == .skip)
    #expect(definition.overlap == .allow)
    #expect(definition.maxLatenessMilliseconds == 300_000)
    #expect(definition.template.priority == .high)
    #expect(definition.template.queue == "slow")
    #expect(definition.template.label == "report")
    #expect(definition.template.tags == ["weekly"])
    #expect(definition.template.entity == "team-1")
    #expect(
      String(decoding: definition.template.payload, as: UTF8.self)
        == #"{"to":"ann","copies":2,"all":true,"list":[1,2.5]}"#)
  }

  @Test(arguments: [
    ("cron = \"0 2 * * *\"", Trigger.cron(expression: "0 2 * * *", timeZone: "Asia/Kolkata")),
    ("cron = \"CRON_TZ=UTC 0 2 * * *\"", .cron(expression: "CRON_TZ=UTC 0 2 * * *", timeZone: "UTC")),
    ("cron = \"0 2 * * *\"\ntime-zone = \"UTC\"", .cron(expression: "0 2 * * *", timeZone: "UTC")),
    ("at = 2027-01-01T00:00:00Z", .at(Timestamp(milliseconds: 1_798_761_600_000))),
    ("at = \"2027-01-01T01:00:00+01:00\"", .at(Timestamp(milliseconds: 1_798_761_600_000))),
    ("every = \"1h30m\"", .every(milliseconds: 5_400_000, anchor: Sandbox.start, startsImmediately: false)),
    (
      "every = \"1h\"\nstarts-at = 2099-01-01T00:00:00Z",
      .every(milliseconds: 3_600_000, anchor: Timestamp(seconds: 4_070_908_800), startsImmediately: true)
    ),
    ("at = \"boot\"", .boot),
  ])
  func `a trigger is read from one of three keys`(lines: String, trigger: Trigger) throws {
    let file = try file("[jobs.b]\ncommand = [\"ls\"]\n[schedules.s]\njob = \"b\"\n" + lines)
    #expect(file.declarations.schedules.first?.trigger == trigger)
  }

  @Test func `a schedule's bounds, policies and job options are read`() throws {
    let file = try file(
      """
      [jobs.b]
      command = ["ls"]
      description = "lists"
      [schedules.s]
      description = "nightly listing"
      job = "b"
      cron = "0 2 * * *"
      starts-at = 2027-01-01T00:00:00Z
      ends-at = "2028-01-01T00:00:00Z"
      max-fires = 5
      jitter = "90s"
      misfire = "all:7"
      overlap = "replace"
      key = "k"
      max-attempts = 3
      timeout = "1m"
      grace = "2s"
      backoff = { strategy = "fixed", base = "7s" }
      """)
    #expect(file.declarations.types.first?.purpose == "lists")
    let schedule = try #require(file.declarations.schedules.first)
    #expect(schedule.purpose == "nightly listing")
    #expect(schedule.startsAt == Timestamp(milliseconds: 1_798_761_600_000))
    #expect(schedule.endsAt == Timestamp(milliseconds: 1_830_297_600_000))
    #expect(schedule.maxFires == 5 && schedule.jitterMilliseconds == 90_000)
    #expect(schedule.misfire == .all(max: 7) && schedule.overlap == .replace)
    #expect(schedule.template.key == "k")
    #expect(schedule.template.overrides.maxRetries == 2)
    #expect(schedule.template.overrides.timeoutMilliseconds == 60_000)
    #expect(schedule.template.overrides.graceMilliseconds == 2000)
    #expect(schedule.template.overrides.backoff?.strategy == .fixed)
  }

  @Test func `a command's directory is seen from the file's`() throws {
    let file = try file(
      """
      [jobs.a]
      command = ["ls"]
      cwd = "../work"
      env = { LANG = "C" }
      [jobs.b]
      command = "ls | wc -l"
      shell = true
      """)
    let commands = file.declarations.types.map(\.command)
    #expect(
      commands == [
        CommandDefinition(arguments: ["ls"], workingDirectory: "/etc/work", environment: ["LANG": "C"]),
        CommandDefinition(arguments: ["ls | wc -l"], usesShell: true),
      ])
  }

  @Test func `attempts count one more than retries`() throws {
    let file = try file("[jobs.b]\ncommand = [\"ls\"]\nmax-attempts = 1\n")
    #expect(file.declarations.types.first?.maxRetries == 0)
  }

  @Test func `what init writes is right`() throws {
    let file = try file(JobsFileTemplate.text)
    #expect(file.declarations.types.map(\.name) == ["disk-usage", "hello"])
    #expect(file.declarations.schedules.count == 2)
  }
}
