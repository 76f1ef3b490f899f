import Daybook
import DaybookCommand
import Testing

struct JobsCommandTests {
  private let sandbox: Sandbox

  init() throws { sandbox = try Sandbox() }

  private func ids(_ words: String...) async -> [String] {
    await sandbox.run(["jobs", "--json"] + words).lines.map { line in
      String(line.dropFirst(6).prefix { $0 != "," })
    }
  }

  @Test func `jobs are listed newest first, filtered, cut and moved on`() async throws {
    _ = await sandbox.run("add --stdin", input: "true\nfalse\ntrue\nls\n")
    #expect(await ids() == ["4", "3", "2", "1"])
    #expect(await ids("--limit", "2") == ["4", "3"])
    #expect(await ids("--limit", "2", "--offset", "1") == ["3", "2"])
    #expect(await ids("--where", "label:true") == ["3", "1"])
    #expect(await ids("--where", "label:true", "not:id:1") == ["3"])
    #expect(await ids("--where", "label:t* state:pending") == ["3", "1"])
    #expect(await ids("--limit", "0").isEmpty)
    #expect(await ids("--offset", "9").isEmpty)
  }

  @Test func `other orders see all jobs`() async throws {
    for priority in ["3", "-1", "20", "3"] { _ = await sandbox.run("add --priority \(priority) true") }
    #expect(await ids("--sort", "priority") == ["3", "4", "1", "2"])
    #expect(await ids("--sort", "priority:asc") == ["2", "4", "1", "3"])
    #expect(await ids("--sort", "id:asc") == ["1", "2", "3", "4"])
    #expect(await ids("--sort", "priority", "--limit", "1") == ["3"])
  }

  @Test func `a thousand jobs come in pages`() async throws {
    _ = await sandbox.run("add --stdin", input: String(repeating: "true\n", count: 1200))
    #expect(await ids().count == 1200)
    let people = await sandbox.run("jobs")
    #expect(people.lines.count == 101)
    #expect(people.talk == "more jobs match: --offset 100 shows the next, --limit more at once, --where fewer\n")
    #expect(await sandbox.run("jobs --limit 3").talk.isEmpty)
  }

  @Test func `people see a table`() async throws {
    _ = await sandbox.run(["add", "--label", "evil\u{1B}]0;x\u{7}\nname", "true"])
    try await sandbox.finishAll(Sandbox.failure)
    _ = await sandbox.run("add --delay 2h ls")
    #expect(
      await sandbox.run("jobs").output == """
        ID  STATE        JOB        TRY   AGE   RAN  DETAIL
        #9  ◷ scheduled  ls         0/1   0ms     –  due in 2h
        #1  ✗ failed     evil↵name  1/1  1.5s  1.5s  exit 3: no space left

        """)
  }

  @Test func `a listing without jobs says whether there are others`() async throws {
    #expect(await sandbox.run("jobs").talk == "no jobs: daybook add -- COMMAND makes one\n")
    _ = await sandbox.run("add true")
    #expect(await sandbox.run("jobs --where state:failed").talk == "no job matches (1 in all)\n")
    #expect(await sandbox.run("jobs --offset 5").talk == "no job matches (1 in all)\n")
  }

  @Test func `a listing fits its terminal`() async throws {
    _ = await sandbox.run(["add", "--label", String(repeating: "name", count: 12), "true"])
    let run = await sandbox.run("jobs --color never", onTerminal: true)
    #expect(run.lines.allSatisfy { $0.count <= 80 })
    #expect(await sandbox.run("jobs").output.contains(String(repeating: "name", count: 12)))
  }

  @Test func `a mistyped field is refused with the nearest`() async throws {
    let run = await sandbox.run("jobs --where stat:failed")
    #expect(run.status == 2)
    #expect(run.talk.contains("state"))
  }

  @Test func `show prints a sheet and refuses unknown jobs`() async throws {
    _ = await sandbox.run("add --key k --entity user-42 true")
    let run = await sandbox.run("show key:k")
    #expect(run.status == 0)
    for text in ["#1  ○ pending  true", "why", "key", "user-42", "command"] {
      #expect(run.output.contains(text), "\(text)")
    }
    #expect(
      await sandbox.run("show 9")
        == Sandbox.Run(
          status: 3, output: "", talk: "daybook: no job #9: daybook jobs lists the jobs that are kept\n"))
    #expect(await sandbox.run("show 1-1").status == 2)
  }

  @Test func `log of a job that wrote nothing says why`() async throws {
    _ = await sandbox.run("add true")
    let run = await sandbox.run("log 1")
    #expect(run.status == 0)
    #expect(run.talk.hasPrefix("#1 has not started: "))
    #expect(await sandbox.run("log 1 --attempt 2").status == 3)
    #expect(await sandbox.run("log nobody").status == 3)
  }
}
