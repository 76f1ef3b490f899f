import Foundation
import Glibc
import Testing

/// The shipped binary in a real terminal.
@Suite(.serialized)
struct ConsoleScreenTests {
  private func open(
    _ sandbox: Sandbox, columns: Int = 80, rows: Int = 24, arguments: String = "--no-workers",
    term: String = "xterm-256color"
  ) throws -> Screen {
    try Screen(
      columns: columns, rows: rows, environment: sandbox.environment.merging(["TERM": term]) { $1 },
      command: "cd \(sandbox.root); \(Program.daybook) \(arguments)")
  }

  @Test(arguments: [(80, 24), (120, 40), (200, 60), (40, 12), (19, 4), (60, 80)])
  func `jobs are shown at every size, and a resize keeps them`(_ columns: Int, _ rows: Int) throws {
    let sandbox = try Sandbox()
    try sandbox.daybook("add", "--label", "backup", "--", "true")
    let screen = try open(sandbox, columns: columns, rows: rows)
    if columns < 20 || rows < 5 {
      try screen.expect("no worker")
    } else {
      try screen.expect("backup")
    }
    try screen.resize(columns: 100, rows: 30)
    try screen.expect("backup")
    try screen.expect("pending")
    try screen.press("q")
    try screen.expect("ended 0")
    #expect(try screen.modes() == "0 0 1")
  }

  @Test func `a job that a script adds appears, runs and shows its output`() throws {
    let sandbox = try Sandbox()
    try sandbox.startWorker()
    let screen = try open(sandbox, columns: 120, rows: 40)
    try screen.expect("--no-ui")
    try sandbox.daybook("add", "--label", "speaker", "--", "sh", "-c", "echo first words; sleep 0.5; echo last words")
    try screen.expect("speaker")
    try screen.expect("first words")
    try screen.expect("last words")
    try screen.expect("completed")
  }

  @Test func `r retries a failed job and says so`() throws {
    let sandbox = try Sandbox()
    try sandbox.startWorker()
    let job = try sandbox.daybook("add", "--", "sh", "-c", "echo broken >&2; exit 4").lines[0]
    _ = try sandbox.daybook("wait", job, "--timeout", "10s")
    let screen = try open(sandbox)
    try screen.expect("failed")
    try screen.expect("exit 4")
    try screen.press("r")
    try screen.expect("retried \(job)")
    try waitUntil("it ran twice") { try sandbox.daybook("show", job, "--json").output.contains("\"attempt\":2") }
  }

  @Test func `x asks before it cancels, and starts on the safe answer`() throws {
    let sandbox = try Sandbox()
    try sandbox.startWorker()
    let job = try sandbox.daybook("add", "--", "sleep", "300").lines[0]
    let screen = try open(sandbox)
    try screen.expect("● running")
    try screen.press("x")
    try screen.expect("SIGTERM")
    try screen.press("Enter")
    try screen.expectGone("SIGTERM")
    #expect(try sandbox.daybook("jobs", "--where", "state:running", "--json").lines.count == 1)
    try screen.press("x")
    try screen.expect("SIGTERM")
    try screen.press("y")
    try screen.expect("cancelled")
    #expect(try sandbox.daybook("wait", job, "--timeout", "20s").status == 1)
  }

  @Test func `the filter narrows the list as it is typed, and Esc takes it back`() throws {
    let sandbox = try Sandbox()
    try sandbox.daybook("add", "--label", "mailer", "--", "true")
    try sandbox.daybook("add", "--label", "backup", "--", "true")
    let screen = try open(sandbox)
    try screen.expect("mailer")
    try screen.press("/")
    try screen.type("label:backup state:pending")
    try screen.expectGone("mailer")
    try screen.press("Enter")
    try screen.expect("backup")
    try screen.press("Escape")
    try screen.expect("mailer")
  }

  @Test func `schedules are switched and triggered with s and t`() throws {
    let sandbox = try Sandbox()
    let file = try sandbox.write(
      "[jobs.hello]\ncommand = [\"echo\", \"hello\"]\n[schedules.daily]\njob = \"hello\"\ncron = \"0 2 * * *\"\n",
      to: "jobs.toml")
    try sandbox.startWorker("--config", file)
    let screen = try open(sandbox, columns: 120, rows: 40)
    try screen.expect("daily")
    try screen.press("2")
    try screen.press("s")
    try screen.expect("disabled daily")
    try waitUntil("it is off") { try sandbox.daybook("schedules", "--json").output.contains("\"enabled\":false") }
    try screen.press("s")
    try screen.expect("enabled daily")
    try screen.press("t")
    try screen.expect("triggered daily")
    try waitUntil("its job ran") {
      try sandbox.daybook("jobs", "--where", "type:hello state:completed", "--json").lines.count == 1
    }
  }

  @Test(arguments: [(80, 24), (120, 40), (200, 60)])
  func `a schedule says what it means, and what keeps it off`(_ columns: Int, _ rows: Int) throws {
    let sandbox = try Sandbox()
    let file = try sandbox.write(
      """
      [jobs.hello]
      command = ["echo", "hello"]
      [schedules.nightly]
      job = "hello"
      cron = "30 2 * * *"
      time-zone = "Europe/Berlin"
      """, to: "jobs.toml")
    try sandbox.startWorker("--config", file)
    try sandbox.daybook("schedule", "add", "by-hand", "--every", "1h", "--", "true")
    let screen = try open(sandbox, columns: columns, rows: rows)
    try screen.expect(columns < 100 ? "2 Schedules" : "nightly")
    try screen.press("2", "G")
    // The first words: in a narrow pane the sentence takes two lines.
    try screen.expect("At 02:30, every day,")
    try screen.expect("02:30 does not")
    try screen.press("s")
    try screen.expect("disabled nightly")
    try screen.expect("kept off")
    try screen.type(":reset\n")
    try screen.expect("reset nightly → on")
    try screen.press("D")
    try screen.expect("a file declares it")
    try screen.press("Enter")
    try screen.expect("Esc closes")
    try screen.expect("Next fires (Europe/Berlin)")
    try screen.press("Escape")
    try screen.expectGone("Esc closes")
    try screen.press("g", "D")
    try screen.expect("Delete schedule by-hand?")
    try screen.press("y")
    try screen.expect("deleted by-hand")
    #expect(try sandbox.daybook("schedules", "--json").lines.count == 1)
  }

  @Test func `slash finds a schedule among many`() throws {
    let sandbox = try Sandbox()
    for name in ["alpha", "beta", "gamma"] {
      try sandbox.daybook("schedule", "add", name, "--every", "1h", "--", "true")
    }
    let screen = try open(sandbox, columns: 120, rows: 40)
    try screen.expect("alpha")
    try screen.press("2", "/")
    try screen.type("gam")
    try screen.expectGone("alpha")
    try screen.press("Enter", "Escape")
    try screen.expect("alpha")
  }

  @Test func `the help lists the keys, and a key that is none says so`() throws {
    let sandbox = try Sandbox()
    try sandbox.daybook("add", "--", "true")
    let screen = try open(sandbox, columns: 120, rows: 40)
    try screen.expect("pending")
    try screen.press("?")
    try screen.expect("Enter runs")
    try screen.expect("retry")
    try screen.press("Escape")
    try screen.expectGone("Enter runs")
    try screen.press("Q")
    try screen.expect("not a key")
  }

  @Test func `hostile names and output do not reach the terminal raw`() throws {
    let sandbox = try Sandbox()
    try sandbox.startWorker()
    let job = try sandbox.daybook(
      "add", "--label", "evil\u{1B}]0;owned\u{7}\u{202E}name", "--", "sh", "-c",
      "printf '\\033[2J\\033]52;c;aGk=\\007plain\\n'; printf 'wide 日本 \\302\\233 end\\n'"
    ).lines[0]
    _ = try sandbox.daybook("wait", job, "--timeout", "10s")
    let screen = try open(sandbox, columns: 120, rows: 40)
    try screen.expect("plain")
    try screen.expect("日本")
    try screen.expect("evil")
    let text = try screen.text()
    #expect(!text.unicodeScalars.contains { $0.value < 32 && $0 != "\n" || $0.value == 0x202E })
  }

  @Test(arguments: [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGILL, SIGTRAP, SIGABRT, SIGSEGV])
  func `every way of dying leaves the terminal as it was`(_ signal: Int32) throws {
    let sandbox = try Sandbox()
    try sandbox.daybook("add", "--", "true")
    let screen = try open(sandbox)
    try screen.expect("pending")
    #expect(try screen.modes().hasPrefix("1"))
    kill(try screen.console(), signal)
    // One interrupt only asks; the second leaves.
    if signal == SIGINT {
      try screen.expect("again")
      kill(try screen.console(), signal)
    }
    try screen.expect("ended")
    #expect(try screen.modes() == "0 0 1")
  }

  @Test func `suspending gives the shell back and fg brings the console back`() throws {
    let sandbox = try Sandbox()
    try sandbox.daybook("add", "--label", "sleeper", "--", "true")
    let screen = try Screen(
      columns: 80, rows: 24,
      environment: sandbox.environment.merging(["TERM": "xterm-256color", "PS1": "ready> "]) { $1 },
      command: "cd \(sandbox.root); exec bash --norc -i")
    try screen.expect("ready>")
    try screen.type("\(Program.daybook) --no-workers\n")
    try screen.expect("sleeper")
    try screen.press("C-z")
    try screen.expect("Stopped")
    #expect(try screen.modes() == "0 0 1")
    try screen.type("fg\n")
    try screen.expect("sleeper")
    #expect(try screen.modes().hasPrefix("1"))
    try screen.press("q")
    try screen.expect("ready>")
  }

  @Test func `the console's own worker runs jobs, and q asks what becomes of them`() throws {
    let sandbox = try Sandbox()
    let screen = try open(sandbox, columns: 120, rows: 40, arguments: "")
    try waitUntil("the worker serves") { try sandbox.daybook("status").status == 0 }
    try sandbox.daybook("add", "--label", "longer", "--", "sleep", "300")
    try screen.expect("● running")
    try screen.press("q")
    try screen.expect("background")
    try screen.press("b")
    try screen.expect("ended 0")
    #expect(try sandbox.daybook("status").status == 0)
    #expect(try sandbox.daybook("jobs", "--where", "state:running", "--json").lines.count == 1)
  }

  @Test func `a console that is killed takes its worker along when its jobs are done`() throws {
    let sandbox = try Sandbox()
    let screen = try open(sandbox, arguments: "")
    try waitUntil("the worker serves") { try sandbox.daybook("status").status == 0 }
    let job = try sandbox.daybook("add", "--", "sh", "-c", "sleep 1; echo finished").lines[0]
    try waitUntil("it runs") { try sandbox.daybook("jobs", "--where", "state:running", "--json").lines.count == 1 }
    kill(try screen.console(), SIGKILL)
    try waitUntil("the worker is gone") { try sandbox.daybook("status").status == 1 }
    #expect(try sandbox.daybook("log", job).lines == ["finished"])
  }

  @Test(arguments: ["dumb", "no-such-terminal"])
  func `terminals that cannot show a screen are told apart from unknown ones`(_ term: String) throws {
    let sandbox = try Sandbox()
    try sandbox.daybook("add", "--label", "thing", "--", "true")
    let screen = try open(sandbox, term: term)
    try screen.expect(term == "dumb" ? "--no-ui" : "thing")
  }
}
