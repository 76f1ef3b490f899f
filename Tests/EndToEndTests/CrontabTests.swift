import Foundation
import Testing

/// A crontab, imported and run by the shipped binary.
@Suite(.serialized)
struct CrontabTests {
  private func run(_ schedule: String, in sandbox: Sandbox) throws -> [String] {
    let job = try #require(sandbox.daybook("schedule", "trigger", schedule).lines.first)
    #expect(try sandbox.daybook("wait", job, "--timeout", "10s").status == 0)
    return try sandbox.daybook("log", job).lines
  }

  @Test func `an imported entry gets its command, its environment and its input`() throws {
    let sandbox = try Sandbox()
    let crontab = """
      GREETING = "a 'quoted' { word"
      HOME=\(sandbox.root)
      # Says what it was given
      * * * * * echo "$GREETING $PATH \\%"; pwd; cat%first%second \\% %%EOF
      SHELL=/bin/bash
      * * * * * echo ${BASH_VERSION:+bash} {a,b} "$SHELL"; cat%in}put

      """
    let imported = try sandbox.daybook("import", "crontab", "-", input: crontab)
    #expect(imported.status == 0, "\(imported.errors)")
    #expect(imported.lines == ["pwd", "cat"])
    #expect(try sandbox.daybook("check").output == "daybook.toml: ok, 2 jobs, 0 queues, 2 schedules\n")
    try sandbox.startWorker()
    #expect(try sandbox.daybook("schedules", "--json").output.contains("\"expression\":\"* * * * *\""))
    #expect(
      try run("pwd", in: sandbox) == ["a 'quoted' { word /usr/bin:/bin %", sandbox.root, "first", "second % ", "EOF"])
    #expect(try run("cat", in: sandbox) == ["bash a b /bin/bash", "in}put"])
  }

  @Test func `an imported boot entry runs once`() throws {
    let sandbox = try Sandbox()
    let ledger = sandbox.root + "/ledger"
    #expect(try sandbox.daybook("import", "crontab", "-", input: "@reboot echo up >> \(ledger)\n").lines == ["echo"])
    let worker = try sandbox.startWorker()
    try waitUntil("it ran") { Program.read(ledger) == "up\n" }
    kill(worker, SIGTERM)
    _ = sandbox.end(worker)
    try sandbox.startWorker()
    #expect(try sandbox.daybook("run", "--", "true").status == 0)
    #expect(Program.read(ledger) == "up\n")
  }
}
