import DaybookCommand
import Testing

/// Wrong options, through the whole of the command line.
struct OptionErrorTests {
  @Test(arguments: [
    ("jobs --jsno", "daybook: unknown option '--jsno'. Did you mean '--json'? See: daybook jobs --help\n"),
    ("--jsno jobs", "daybook: unknown option '--jsno'. Did you mean '--json'? See: daybook --help\n"),
    ("add --prioity 5 ls", "daybook: unknown option '--prioity'. Did you mean '--priority'? See: daybook add --help\n"),
    ("run --lable x -- ls", "daybook: unknown option '--lable'. Did you mean '--label'? See: daybook run --help\n"),
    ("add --after 3 ls", "daybook: --after comes in a later version. See: daybook add --help\n"),
    ("add --held ls", "daybook: --held comes in a later version. See: daybook add --help\n"),
    ("enqueue --expires-in 5m x", "daybook: --expires-in comes in a later version. See: daybook enqueue --help\n"),
    (
      "add --delay 5s --at +5m ls",
      "daybook: --delay and --at both say when; write one of them. See: daybook add --help\n"
    ),
    (
      "add --max-retries 1 --max-attempts 2 ls",
      "daybook: --max-attempts is --max-retries + 1; write one of them. See: daybook add --help\n"
    ),
    ("retry", "daybook: say which jobs: ids, or --where FILTER. See: daybook retry --help\n"),
    (
      "cancel 3 --where type:x",
      "daybook: ids and --where name jobs in two ways; write one of them. See: daybook cancel --help\n"
    ),
    (
      "add",
      "daybook: there is no command; write it after the options: daybook add -- echo hello. See: daybook add --help\n"
    ),
    (
      "run make test",
      "daybook: to run a command, write -- before it: daybook run -- make test. See: daybook run --help\n"
    ),
    (
      "run disk-usage --data {}",
      "daybook: options go before the type: daybook run --data … disk-usage; or, to run a command: "
        + "daybook run -- disk-usage …. See: daybook run --help\n"
    ),
    (
      "pause --type a --queue b",
      "daybook: --type and --queue are two pauses; make one after the other. See: daybook pause --help\n"
    ),
    ("jobs --limit -1", "daybook: missing value for '--limit <n>'. See: daybook jobs --help\n"),
  ])
  func `a wrong option is a usage error that says what to write`(line: String, talk: String) async throws {
    let run = try await Sandbox().run(line)
    #expect(run == Sandbox.Run(status: 2, output: "", talk: talk))
  }

  @Test(arguments: [
    "add --delay 30 ls", "add --timeout 1x ls", "wait 3 --timeout 5", "add --priority 99 ls", "add --backoff x ls",
  ])
  func `a value that cannot be read is refused with what to write`(line: String) async throws {
    let run = try await Sandbox().run(line)
    #expect(run.status == 2)
    #expect(run.talk.contains("write "))
  }

  @Test func `every command has an abstract, and its help lists the global options`() async throws {
    let sandbox = try Sandbox()
    let root = await sandbox.run("--help")
    #expect(root.status == 0)
    let names = ["add", "check", "jobs", "journal cat", "log", "next", "run", "schedule enable", "stats", "up", "wait"]
    for name in names {
      let run = await sandbox.run("\(name) --help")
      #expect(run.status == 0, "\(name)")
      #expect(run.output.hasPrefix("OVERVIEW: "), "\(name)")
      #expect(run.output.contains("--dir"), "\(name)")
      #expect(run.talk.isEmpty, "\(name)")
    }
  }

  @Test func `the rewriter knows every global option that help lists`() async throws {
    let sandbox = try Sandbox()
    let jobs = await sandbox.run("help jobs").output
    let console = await sandbox.run("console --help").output
    let root = await sandbox.run("--help").output
    #expect(console.contains("CONSOLE OPTIONS:"))
    for name in GlobalOptions.names.keys {
      let isOfScreen = ["--theme", "--no-workers", "--no-ui", "--log-format"].contains(name)
      #expect(jobs.contains(name) != isOfScreen, "\(name)")
      #expect(console.contains(name), "\(name)")
      if isOfScreen { #expect(root.contains(name), "\(name)") }
    }
  }

  @Test func `other commands accept the console's options`() async throws {
    #expect(try await Sandbox().run("--theme dark --no-ui stats").status == 0)
  }

  @Test func `a set-user-id copy refuses to run`() async throws {
    let sandbox = try Sandbox()
    let talk = Collector()
    var context = sandbox.context(Collector(), talk)
    context.hasBorrowedPrivileges = true
    #expect(await CommandRunner(context: context).run(["stats"]) == .refused)
    #expect(talk.text.hasPrefix("daybook: refusing to run set-user-id"))
  }
}
