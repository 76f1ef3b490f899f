import Foundation
import Glibc
import Testing

/// The shipped binary, used as a script uses it.
@Suite(.serialized)
struct CommandLineTests {
  @Test func `a command that was added before the worker came is run when it comes`() throws {
    let sandbox = try Sandbox()
    let added = try sandbox.daybook("add", "--", "sh", "-c", "echo out; echo err >&2; pwd")
    #expect(added.status == 0 && added.lines == ["#1"])
    #expect(added.errors.contains("nothing is running jobs: daybook up"))
    try sandbox.startWorker()
    #expect(try sandbox.daybook("wait", "1", "--timeout", "10s").status == 0)
    let log = try sandbox.daybook("log", "1").lines
    #expect(log == ["out", "err", sandbox.root])
  }

  @Test func `output is followed from its first byte, however late that comes`() throws {
    let sandbox = try Sandbox()
    try sandbox.startWorker()
    let quiet = try sandbox.daybook("run", "--", "true")
    #expect(quiet.status == 0 && quiet.lines.isEmpty)
    let late = try sandbox.daybook("run", "--", "sh", "-c", "sleep 0.3; echo one; sleep 0.1; echo two; exit 4")
    #expect(late.status == 4 && late.lines == ["one", "two"])
    let log = try sandbox.daybook("log", "-f", "true")
    #expect(log.status == 0 && log.lines.isEmpty && log.errors.isEmpty)
  }

  @Test func `exit codes tell what happened`() throws {
    let sandbox = try Sandbox()
    #expect(try sandbox.daybook("show", "99").status == 3)
    try sandbox.startWorker()
    #expect(try sandbox.daybook("show", "99").status == 3)
    #expect(try sandbox.daybook("cancel", "99").status == 3)
    #expect(try sandbox.daybook("jbos").status == 2)
    #expect(try sandbox.daybook("add").status == 2)
    #expect(try sandbox.daybook("run", "--", "sh", "-c", "exit 7").status == 7)
    #expect(try sandbox.daybook("run", "--", "sh", "-c", "kill -9 $$").status == 137)
    #expect(try sandbox.daybook("run", "--", "true").status == 0)
    let job = try sandbox.daybook("add", "--", "true").lines[0]
    #expect(try sandbox.daybook("wait", job, "--timeout", "10s").status == 0)
    #expect(try sandbox.daybook("cancel", job).status == 4)
    #expect(
      try sandbox.daybook("wait", "--timeout", "100ms", sandbox.daybook("add", "--", "sleep", "30").lines[0]).status
        == 124)
  }

  @Test func `changes of several jobs name each of them`() throws {
    let sandbox = try Sandbox()
    for _ in 0..<3 { try sandbox.daybook("add", "--delay", "1h", "--", "true") }
    #expect(try sandbox.daybook("cancel", "1", "2-3").lines == ["#1 cancelled", "#2 cancelled", "#3 cancelled"])
    let unknown = try sandbox.daybook("retry", "2", "99", "3")
    #expect(unknown.status == 3 && unknown.errors.contains("#99") && unknown.lines.isEmpty)
    #expect(try sandbox.daybook("retry", "2", "3").lines == ["#2 pending", "#3 pending"])
    let mixed = try sandbox.daybook("retry", "1", "2")
    #expect(mixed.status == 4 && mixed.lines == ["#1 pending"])
  }

  @Test func `a failed job keeps its reason and can be retried`() throws {
    let sandbox = try Sandbox()
    try sandbox.startWorker()
    let flag = sandbox.root + "/flag"
    let script = "test -e \(flag) && exit 0; echo no space left on device >&2; exit 3"
    let job = try sandbox.daybook("add", "--", "sh", "-c", script).lines[0]
    #expect(try sandbox.daybook("wait", job, "--timeout", "10s").status == 1)
    #expect(try sandbox.daybook("jobs").output.contains("exit 3: no space left on device"))
    _ = try sandbox.write("", to: "flag")
    #expect(try sandbox.daybook("retry", job).status == 0)
    #expect(try sandbox.daybook("wait", job, "--timeout", "10s").status == 0)
    #expect(try sandbox.daybook("show", job, "--json").output.contains("\"attempt\":2"))
  }

  @Test func `a timeout ends the whole process group`() throws {
    let sandbox = try Sandbox()
    try sandbox.startWorker()
    let mark = "daybook-e2e-\(UUID().uuidString)"
    let script = "sh -c 'trap \"\" TERM; sleep 97 # \(mark)' & sleep 98 # \(mark)\n wait"
    let job = try sandbox.daybook("add", "--timeout", "300ms", "--", "sh", "-c", script).lines[0]
    #expect(try sandbox.daybook("wait", job, "--timeout", "30s").status == 1)
    #expect(try sandbox.daybook("show", job, "--json").output.contains("\"failureKind\":\"timeout\""))
    #expect(try Program.run(["pgrep", "-f", mark]).lines.isEmpty)
  }

  @Test func `cancelling a running job leaves no orphan`() throws {
    let sandbox = try Sandbox()
    try sandbox.startWorker()
    let mark = "daybook-e2e-\(UUID().uuidString)"
    let job = try sandbox.daybook("add", "--", "sh", "-c", "sleep 96 & sleep 95 # \(mark)\n wait").lines[0]
    try waitUntil("the command runs") { try !Program.run(["pgrep", "-f", mark]).lines.isEmpty }
    #expect(try sandbox.daybook("cancel", job).status == 0)
    #expect(try sandbox.daybook("wait", job, "--timeout", "20s").status == 1)
    #expect(try sandbox.daybook("jobs", "--where", "state:cancelled", "--json").lines.count == 1)
    #expect(try Program.run(["pgrep", "-f", mark]).lines.isEmpty)
  }

  @Test func `a jobs file is applied, and applied again when it is saved`() throws {
    let sandbox = try Sandbox()
    let first = """
      [jobs.hello]
      command = ["echo", "hello {name}"]
      parameters.name = { type = "string", default = "world" }
      [schedules.often]
      job = "hello"
      every = "1h"
      """
    let file = try sandbox.write(first, to: "jobs.toml")
    #expect(try sandbox.daybook("check", file).status == 0)
    try sandbox.startWorker("--config", file)
    let job = try sandbox.daybook("enqueue", "hello", "--data", #"{"name":"Ann"}"#).lines[0]
    #expect(try sandbox.daybook("wait", job, "--timeout", "10s").status == 0)
    #expect(try sandbox.daybook("log", job).lines == ["hello Ann"])
    #expect(try sandbox.daybook("enqueue", "hello", "--data", #"{"nmae":"Ann"}"#).status == 2)
    let fired = try sandbox.daybook("schedule", "trigger", "often").status
    #expect(fired == 0)
    _ = try sandbox.write(first.replacingOccurrences(of: "often", with: "rarely"), to: "jobs.toml")
    try waitUntil("the new schedule is there") {
      try sandbox.daybook("schedules").output.contains("rarely")
    }
  }

  @Test func `mistakes in a jobs file are all told with line, column and the nearest key`() throws {
    let sandbox = try Sandbox()
    let file = try sandbox.write(
      "[jobs.a]\ncomand = [\"true\"]\ntimeout = 5\n[schedules.s]\njob = \"b\"\ncron = \"61 * * * *\"\n", to: "bad.toml")
    let result = try sandbox.daybook("check", file)
    #expect(result.status == 1)
    let text = result.output + result.errors
    #expect(text.contains("bad.toml:2:1") && text.contains("did you mean \"command\""))
    #expect(text.contains("bad.toml:3:11"))
    #expect(text.contains("bad.toml:6:9"))
  }

  @Test func `two hundred commands from one batch all run once`() throws {
    let sandbox = try Sandbox()
    try sandbox.startWorker()
    let ledger = sandbox.root + "/ledger"
    let batch = (1...200).map { "echo \($0) >> \(ledger)" }.joined(separator: "\n")
    let added = try sandbox.daybook(["add", "--stdin", "--shell"], input: batch)
    #expect(added.lines.count == 200)
    #expect(try sandbox.daybook(["wait"] + added.lines + ["--timeout", "60s"]).status == 0)
    let numbers = Program.read(ledger).split(separator: "\n").compactMap { Int($0) }
    #expect(numbers.sorted() == Array(1...200))
  }

  @Test func `a worker that is told to stop lets its job finish`() throws {
    let sandbox = try Sandbox()
    let worker = try sandbox.startWorker()
    let job = try sandbox.daybook("add", "--", "sh", "-c", "sleep 1; echo done").lines[0]
    try waitUntil("it runs") { try sandbox.daybook("jobs", "--where", "state:running", "--json").lines.count == 1 }
    kill(worker, SIGTERM)
    #expect(sandbox.end(worker) == 0)
    #expect(try sandbox.daybook("log", job).lines == ["done"])
    #expect(sandbox.workerLog.contains("\"running\":\"\(job)\""))
  }

  @Test func `up and down serve in the background, and up twice is no second worker`() throws {
    let sandbox = try Sandbox()
    #expect(try sandbox.daybook("up").status == 0)
    #expect(try sandbox.daybook("up").status == 0)
    #expect(try sandbox.daybook("run", "--", "echo", "hi").lines == ["hi"])
    #expect(try sandbox.daybook("down").status == 0)
    #expect(try sandbox.daybook("status").status == 1)
  }

  @Test func `without a terminal the console prints the counts and says what to use`() throws {
    let sandbox = try Sandbox()
    try sandbox.daybook("add", "--", "true")
    let result = try sandbox.daybook()
    #expect(result.status == 2)
    #expect(result.output.contains("pending 1"))
    #expect(result.errors.contains("--no-ui"))
  }
}
