import Settings
import Testing

/// Reads the jobs file of the design document with a schema such as the real one.
@Suite struct JobsFileTests {
  static let text = """
    [scheduler]
    concurrency = 5
    time-zone = "Europe/Paris"

    [jobs.backup]
    command = ["restic", "backup", "/home"]
    timeout = "2h"
    max-retries = 3
    backoff = { strategy = "exponential", base = "5s", cap = "10m" }
    concurrency = 1
    queue = "disk"
    parameters.path = { type = "string", default = "/home" }   # validated; used as {path} in command

    [queues.disk]
    concurrency = 1

    [schedules.nightly-backup]
    job = "backup"
    cron = "0 2 * * *"                                          # or every = "5m", or at = "2027-01-01T00:00:00Z"
    misfire = "latest"
    """

  /// What the schema makes of the file, one line a fact.
  private func facts(_ root: SettingsTable) -> [String] {
    var facts: [String] = []
    let scheduler = root.table("scheduler")
    facts.append("zone \(scheduler?.string("time-zone") ?? "")")
    facts.append("slots \(scheduler?.integer("concurrency", in: 1...1000) ?? 0)")
    for job in root.tables("jobs") {
      facts.append("\(job.name): \((job.stringArray("command") ?? []).joined(separator: " "))")
      facts.append("timeout \(job.value("timeout", expecting: "a duration such as 30s or 1h30m") { $0 } ?? "")")
      facts.append("retries \(job.integer("max-retries", in: 0...100) ?? 0), slots \(job.integer("concurrency") ?? 0)")
      facts.append("queue \(job.string("queue") ?? "")")
      let backoff = job.table("backoff")
      let strategy = backoff?.choice("strategy", from: ["constant": "steady", "exponential": "doubling"])
      facts.append("\(strategy ?? "") from \(backoff?.string("base") ?? "") to \(backoff?.string("cap") ?? "")")
      for parameter in job.tables("parameters") {
        facts.append("{\(parameter.name)} \(parameter.string("type") ?? "") \(parameter.string("default") ?? "")")
      }
    }
    for queue in root.tables("queues") { facts.append("\(queue.name) \(queue.integer("concurrency") ?? 0)") }
    for schedule in root.tables("schedules") {
      facts.append("\(schedule.name): \(schedule.string("job") ?? "") at \(schedule.string("cron") ?? "")")
      facts.append(schedule.choice("misfire", from: ["latest": "once", "all": "each", "skip": "never"]) ?? "")
    }
    return facts
  }

  @Test func `the example of the design is read completely`() throws {
    let document = try SettingsDocument(text: Self.text, file: "daybook.toml")
    #expect(
      facts(document.root) == [
        "zone Europe/Paris", "slots 5", "backup: restic backup /home", "timeout 2h", "retries 3, slots 1", "queue disk",
        "doubling from 5s to 10m", "{path} string /home", "disk 1", "nightly-backup: backup at 0 2 * * *", "once",
      ]
    )
    try document.finish()
  }

  @Test func `every kind of mistake in it is found in one reading`() throws {
    var text = Self.text
    for (right, wrong) in [
      ("concurrency = 5", "concurrency = 0"), ("command =", "comand ="), ("\"2h\"", "2"),
      ("max-retries = 3", "max-retries = '3'"),
      ("\"exponential\"", "\"exponentail\""), ("cap =", "cup ="), ("type = \"string\"", "typo = \"string\""),
      ("[queues.disk]", "[queue.disk]"), ("cron = \"0 2", "corn = \"0 2"),
    ] {
      let place = try #require(text.range(of: right), "\(right)")
      text.replaceSubrange(place, with: wrong)
    }
    let document = try SettingsDocument(text: text, file: "daybook.toml")
    _ = facts(document.root)
    #expect(
      document.problems.map(\.description) == [
        "daybook.toml:2:15: \"concurrency\" has to be from 1 to 1000, found 0",
        "daybook.toml:6:1: unknown key \"comand\"; did you mean \"command\"?",
        "daybook.toml:7:11: expected a duration such as 30s or 1h30m, in quotes, for \"timeout\", found an integer",
        "daybook.toml:8:15: expected an integer for \"max-retries\", found a string; write max-retries = 3",
        "daybook.toml:9:24: \"strategy\" cannot be \"exponentail\"; did you mean \"exponential\"?",
        "daybook.toml:9:52: unknown key \"cup\"; did you mean \"cap\"?",
        "daybook.toml:12:21: unknown key \"typo\"; did you mean \"type\"?",
        "daybook.toml:14:2: unknown table \"queue\"; did you mean \"queues\"?",
        "daybook.toml:19:1: unknown key \"corn\"; did you mean \"cron\"?",
      ]
    )
  }
}
extension String {
  fileprivate func range(of piece: String) -> Range<String.Index>? { ranges(of: piece).first }
}
