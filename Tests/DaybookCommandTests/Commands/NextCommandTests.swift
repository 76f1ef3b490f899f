import DaybookCommand
import Testing

struct NextCommandTests {
  private let sandbox: Sandbox

  init() throws { sandbox = try Sandbox() }

  @Test func `the next fires of an expression`() async {
    let run = await sandbox.run([
      "next", "30 2 * * *", "--tz", "America/New_York", "--from", "2025-03-08T12:00:00Z", "--count", "3", "--json",
    ])
    #expect(
      run.output
        == "{\"next\":[\"2025-03-09T03:00:00-04:00\",\"2025-03-10T02:30:00-04:00\",\"2025-03-11T02:30:00-04:00\"]}\n")
  }

  @Test func `people see how far away they are`() async {
    let run = await sandbox.run(["next", "0 4 * * *", "--tz", "UTC", "--count", "1"])
    #expect(run.output == "2026-11-21T04:00:00+00:00  in 23m9s\n")
  }

  @Test func `a wrong expression shows a caret and is a usage error`() async {
    let run = await sandbox.run(["next", "0 25 * * *"])
    #expect(run.status == 2)
    #expect(run.talk.hasPrefix("daybook: hour: "))
    #expect(run.talk.hasSuffix("\n0 25 * * *\n  ^\n"))
  }

  @Test func `the next fires of a schedule`() async throws {
    try await sandbox.declare(
      """
      [jobs.b]
      command = ["ls"]
      [schedules.grid]
      job = "b"
      every = "5m"
      [schedules.once]
      job = "b"
      at = 2027-01-01T00:00:00Z
      """)
    #expect(
      await sandbox.run("next grid --count 2 --json").output
        == "{\"next\":[\"2026-11-21T03:41:50.123Z\",\"2026-11-21T03:46:50.123Z\"]}\n")
    #expect(await sandbox.run("next once --json").output == "{\"next\":[\"2027-01-01T00:00:00.000Z\"]}\n")
    #expect(await sandbox.run("next nothing").status == 3)
  }

  @Test func `a batch answers every line in order`() async {
    let run = await sandbox.run(
      "next --batch",
      input: """
        {"expr":"0 0 1 1 *","tz":"UTC","from":"2025-01-01T00:00:00+00:00","count":2}
        {"expr":"x"}
        nonsense
        {"expr":"* * * * *","tz":"Nowhere/Land","from":"2025-01-01T00:00:00Z","count":1}
        """)
    #expect(run.status == 0)
    #expect(run.lines.count == 4)
    #expect(run.lines.first == #"{"next":["2026-01-01T00:00:00+00:00","2027-01-01T00:00:00+00:00"]}"#)
    #expect(run.lines.dropFirst().allSatisfy { $0.hasPrefix(#"{"error":""#) })
  }

  @Test func `an explanation warns`() async {
    let run = await sandbox.run(["next", "*/90 2 * * *", "--tz", "UTC", "--explain", "--count", "1"])
    #expect(run.output.contains("Warning: "))
    #expect(await sandbox.run(["next", "*/90 2 * * *", "--explain", "--json"]).output.contains("\"warnings\":[\""))
  }

  @Test func `an explanation has the frequency and ten fires unless asked otherwise`() async {
    let run = await sandbox.run(["next", "0,30 9-17 * * 1-5", "--tz", "Europe/Paris", "--explain"])
    #expect(run.lines[0] == "At minutes 0 and 30 past hours 9 to 17, Monday to Friday, Europe/Paris")
    #expect(run.lines[1] == "18 fires on each day it runs, about 4,696 a year")
    #expect(run.lines.count == 13)
    let json = await sandbox.run(["next", "0 9 * * 1-5", "--tz", "Europe/Paris", "--explain", "--count", "1", "--json"])
    #expect(
      json.output == "{\"expression\":\"0 9 * * 1-5\",\"timeZone\":\"Europe/Paris\","
        + "\"sentence\":\"At 09:00, Monday to Friday, Europe/Paris\",\"firesPerDay\":1,\"daysPerYear\":260.8875,"
        + "\"firesPerYear\":260.8875,\"next\":[\"2026-11-23T09:00:00+01:00\"],\"warnings\":[]}\n")
  }

  @Test func `a schedule of any kind is explained, within its bounds`() async throws {
    try await sandbox.declare(
      """
      [jobs.b]
      command = ["ls"]
      [schedules.days]
      job = "b"
      cron = "0 9 13 * 5"
      time-zone = "UTC"
      max-fires = 2
      [schedules.grid]
      job = "b"
      every = "5m"
      [schedules.up]
      job = "b"
      at = "boot"
      """)
    let days = await sandbox.run("next days --explain").lines
    #expect(days.count == 6)
    #expect(days[0] == "At 09:00, on day 13 of the month or on Friday, UTC")
    #expect(days.last?.hasPrefix("Warning: both day fields are restricted") == true)
    let grid = await sandbox.run("next grid --explain --count 1").lines
    #expect(
      grid.prefix(2) == ["Every 5m, counted from 2026-11-21T03:36:50.123Z", "288 fires a day, about 105,190 a year"])
    let boot = await sandbox.run("next up --explain")
    #expect(boot.lines == ["Each time the machine starts, as soon as a worker runs"])
    #expect(await sandbox.run("next up --json").output == "{\"next\":[]}\n")
    #expect(await sandbox.run("next dayz").talk.contains("did you mean \"days\"?"))
  }

  @Test func `a star that the shell has replaced is recognized`() async throws {
    try sandbox.write("", to: "notes")
    let run = await sandbox.run("next 0 2 notes notes notes")
    #expect(run.status == 2)
    #expect(run.talk.hasPrefix("daybook: quote the expression, or the shell puts file names in the place of a star"))
    #expect(!(await sandbox.run("next 0 2 * * x")).talk.contains("quote the expression"))
  }

  @Test func `the options of a batch are for lines that leave them out`() async {
    let run = await sandbox.run(
      "next --batch --tz Asia/Tokyo --from 2027-01-01T00:00:00Z --count 1",
      input: "{\"expr\":\"0 2 * * *\"}\n{\"expr\":\"0 2 * * *\",\"tz\":\"UTC\",\"count\":2}\n")
    #expect(
      run.lines == [
        #"{"next":["2027-01-02T02:00:00+09:00"]}"#,
        #"{"next":["2027-01-01T02:00:00+00:00","2027-01-02T02:00:00+00:00"]}"#,
      ])
  }

  @Test(arguments: ["next --batch --explain", "next", "next --count 0 x", "next --batch x"])
  func `a question has to be one`(line: String) async {
    #expect(await sandbox.run(line).status == 2)
  }
}
