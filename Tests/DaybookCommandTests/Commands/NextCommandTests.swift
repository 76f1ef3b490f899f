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

  @Test(arguments: ["next", "next --count 0 x", "next --batch x"])
  func `a question has to be one`(line: String) async {
    #expect(await sandbox.run(line).status == 2)
  }
}
