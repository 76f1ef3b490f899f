import Daybook
import DaybookCommand
import Testing

struct SteeringTests {
  private let sandbox: Sandbox

  init() throws { sandbox = try Sandbox() }

  @Test func `cancelled jobs are retried, and each change is checked`() async throws {
    _ = await sandbox.run("add --stdin", input: "true\ntrue\ntrue\n")
    #expect(await sandbox.run("cancel 1 2") == Sandbox.Run(status: 0, output: "#1 cancelled\n#2 cancelled\n", talk: ""))
    #expect(await sandbox.run("retry 2").output == "#2 pending\n")
    let run = await sandbox.run("cancel 1-3")
    #expect(run.status == 4)
    #expect(run.output == "#2 cancelled\n#3 cancelled\n")
    #expect(
      run.talk == """
        daybook: #1 is cancelled and cannot be cancelled: it has already ended
        2 cancelled, 1 skipped

        """)
    #expect(await sandbox.run("retry 99").status == 3)
    #expect(await sandbox.run("cancel key:none").status == 3)
    #expect(await sandbox.run("cancel 50-60").status == 3)
  }

  @Test func `a running job is asked to end`() async throws {
    _ = await sandbox.run("add true")
    try await sandbox.startAll()
    #expect(await sandbox.run("cancel 1 --reason enough").output == "#1 cancelling: its worker is told\n")
    #expect(await sandbox.run("jobs").output.contains("cancelling"))
  }

  @Test func `a filter needs --yes off a terminal`() async throws {
    _ = await sandbox.run("add --stdin", input: String(repeating: "true\n", count: 7))
    let refused = await sandbox.run("cancel --where label:true")
    #expect(refused.status == 2)
    #expect(refused.talk.contains("this would cancel 7 jobs; off a terminal that needs --yes"))
    let dry = await sandbox.run("cancel --where label:true --dry-run")
    #expect(dry.lines == ["#1", "#2", "#3", "#4", "#5", "#6", "#7"])
    #expect(dry.talk == "would cancel 7 jobs; nothing changed\n")
    #expect(await sandbox.run("cancel --where label:true --yes").lines.count == 7)
    let nothing = await sandbox.run("cancel --where state:cancelled --yes")
    #expect(nothing.status == 3)
    #expect(nothing.talk == "no job matches that could be cancelled; nothing changed\n")
  }

  @Test func `a change of many jobs ends with their number`() async throws {
    _ = await sandbox.run("add --stdin", input: String(repeating: "true\n", count: 21))
    #expect(await sandbox.run("cancel --where label:true --yes").talk == "21 cancelled\n")
    #expect(await sandbox.run("retry 1-20").talk.isEmpty)
  }

  @Test func `a pause of what nobody knows is remarked on, and a resume of what was not paused`() async throws {
    let type = await sandbox.run("pause --type nope")
    #expect(type.status == 0)
    #expect(type.talk == "no type nope is known yet; it is paused all the same\n")
    #expect(await sandbox.run("pause --queue gpu").talk == "nothing uses queue gpu yet; it is paused all the same\n")
    try await sandbox.declare("[jobs.b]\ncommand = [\"ls\"]\nqueue = \"light\"\n")
    _ = await sandbox.run("add --queue slow true")
    for options in ["", "--type b", "--type command", "--queue light", "--queue slow"] {
      #expect(await sandbox.run("pause \(options)").talk.isEmpty, "\(options)")
    }
    #expect(await sandbox.run("resume --type other").output == "type other was not paused\n")
  }

  @Test func `hints name the directory that the command line named`() async throws {
    let run = await sandbox.run(["add", "--dir", "/srv/my jobs", "true"])
    #expect(run.talk == "queued 1; nothing is running jobs: daybook --dir '/srv/my jobs' up\n")
    #expect(await sandbox.run("add true").talk == "queued 1; nothing is running jobs: daybook up\n")
  }

  @Test func `events of a pause say what it is about`() async throws {
    _ = await sandbox.run("pause --queue gpu")
    _ = await sandbox.run("pause --type backup")
    let lines = await sandbox.run("events").lines
    #expect(lines.first?.contains(" queue gpu ") == true)
    #expect(lines.last?.contains(" backup ") == true)
  }

  @Test func `on a terminal it asks, with five examples`() async throws {
    _ = await sandbox.run("add --stdin", input: String(repeating: "true\n", count: 7))
    let no = await sandbox.run("cancel --where label:true --color never", input: "\n", onTerminal: true)
    #expect(no.status == 4)
    #expect(no.talk.contains("  ○ #5 true pending\n  … and 2 more\ncancel 7 jobs? [y/N] nothing changed\n"))
    let yes = await sandbox.run("cancel --where label:true", input: "y\n", onTerminal: true)
    #expect(yes.status == 0)
    #expect(yes.lines.count == 7)
  }

  @Test func `a bulk retry leaves completed jobs alone unless they are named`() async throws {
    _ = await sandbox.run("add true")
    try await sandbox.finishAll(.succeeded(result: nil, usage: nil))
    #expect(await sandbox.run("retry --where label:true --yes").status == 3)
    #expect(await sandbox.run("retry --where state:completed --yes").output == "#1 pending\n")
  }

  @Test func `a change is printed as JSON on request`() async throws {
    _ = await sandbox.run("add true")
    #expect(
      await sandbox.run("cancel 1 --json").output.contains(
        #""id":1,"type":"command","queue":"default","state":"cancelled""#))
  }

  @Test(arguments: [("", "everything"), ("--type backup", "type backup"), ("--queue gpu", "queue gpu")])
  func `pause and resume say what they are about`(options: String, text: String) async throws {
    #expect(await sandbox.run("pause \(options)").output == "\(text) is paused\n")
    #expect(await sandbox.run("stats").output.contains("paused: daybook resume"))
    #expect(await sandbox.run("resume \(options)").output == "\(text) is no longer paused\n")
    #expect(await !sandbox.run("stats").output.contains("paused"))
  }

  @Test func `a schedule is switched and triggered by name`() async throws {
    try await sandbox.declare("[jobs.b]\ncommand = [\"ls\"]\n[schedules.s]\njob = \"b\"\nevery = \"5m\"\n")
    #expect(await sandbox.run("schedule disable s").output == "s is off\n")
    #expect(await sandbox.run("schedules").output.contains("‖ off by "))
    #expect(await sandbox.run("next s").talk == "s is off; to switch it on: daybook schedule enable s\n")
    #expect(await sandbox.run("schedule enable s").output == "s fires in 5m\n")
    let triggered = await sandbox.run("schedule trigger s")
    #expect(triggered.output.hasPrefix("#"))
    #expect(await sandbox.run("jobs --where schedule:s --json").lines.count == 1)
    let unknown = await sandbox.run("schedule trigger t")
    #expect(unknown.status == 3)
    #expect(
      unknown.talk == "daybook: no schedule 't'; did you mean \"s\"?\n" || unknown.talk.contains("no schedule 't'"))
  }

  @Test func `wait ends as the jobs did`() async throws {
    _ = await sandbox.run("add --stdin", input: "true\ntrue\n")
    #expect(await sandbox.run("wait 1 2").status == 4)
    try await sandbox.finishAll(.succeeded(result: nil, usage: nil))
    let done = await sandbox.run("wait 1-2")
    #expect(done == Sandbox.Run(status: 0, output: "", talk: "✓ #1 true completed\n✓ #2 true completed\n"))
    _ = await sandbox.run("add false")
    let failed = try #require(try await sandbox.finishAll(Sandbox.failure).first)
    let run = await sandbox.run("wait 1 \(failed.rawValue)")
    #expect(run.status == 1)
    #expect(run.talk.hasSuffix("✗ \(failed) false failed: exit 3: no space left\n"))
    #expect(await sandbox.run("wait 1 \(failed.rawValue) --any").status == 1)
    #expect(await sandbox.run("wait 999").status == 3)
  }

  @Test func `wait gives up when its time is up`() async throws {
    _ = await sandbox.run("add true")
    try await sandbox.startAll()
    let run = await sandbox.run("wait 1 --timeout 5s")
    #expect(run == Sandbox.Run(status: 124, output: "", talk: "time is up: #1 running\n"))
  }

  @Test func `a job of one line is shown on one line`() async throws {
    _ = await sandbox.run(["add", "--label", "two\nlines\u{1B}[2J", "true"])
    try await sandbox.finishAll(.succeeded(result: nil, usage: nil))
    #expect(await sandbox.run("wait 1").talk == "✓ #1 two↵lines completed\n")
  }
}
