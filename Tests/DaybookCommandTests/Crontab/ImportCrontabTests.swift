import DaybookCommand
import Foundation
import Testing

/// The command line, from crontab to jobs file.
struct ImportCrontabTests {
  private let sandbox: Sandbox

  init() throws { sandbox = try Sandbox() }

  private var files: [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: sandbox.directory).sorted()) ?? []
  }

  @Test func `a crontab on standard input becomes a jobs file that check accepts`() async throws {
    let run = await sandbox.run("import crontab --user root -", input: "0 1 * * * /opt/backup.sh\n@daily tidy\n")
    #expect(run.status == 0)
    #expect(run.lines == ["backup", "tidy"])
    #expect(run.talk.contains("standard input: user format, because"))
    #expect(run.talk.contains("daybook.toml: 2 jobs added\n"))
    #expect(run.talk.contains("next: daybook check daybook.toml · daybook up --config daybook.toml"))
    #expect(await sandbox.run("check").output == "daybook.toml: ok, 2 jobs, 0 queues, 2 schedules\n")
    #expect(files == ["daybook.toml"])
  }

  @Test func `a dry run prints the file and writes nothing`() async throws {
    let run = await sandbox.run("import crontab --dry-run --user root -", input: "0 1 * * * a\n")
    #expect(run.output.hasPrefix("# Imported by daybook import crontab"))
    #expect(run.output.contains("\n[jobs.a]\n"))
    #expect(run.talk.contains("daybook.toml: 1 job would be added\n"))
    #expect(files.isEmpty)
  }

  @Test func `what is left out is reported with a caret, and makes the exit code 1`() async throws {
    try sandbox.write("0 1 * * * a\n0 22-2 * * * b\n", to: "tab")
    let run = await sandbox.run("import crontab --user root tab")
    #expect(run.status == 1)
    #expect(run.lines == ["a"])
    #expect(run.talk.contains("tab:2:3: left out\n  0 22-2 * * * b\n    ^\n  cron     takes 22-2 for no hour at all"))
    #expect(run.talk.contains("  instead  ranges do not wrap: write 22-23,0-2\n"))
    #expect(run.talk.contains("daybook.toml: 1 job added, 1 line left out\n"))
    #expect(try sandbox.read("daybook.toml").contains("#   0 22-2 * * * b\n"))
  }

  @Test func `importing again adds only what is new`() async throws {
    _ = await sandbox.run("import crontab --user root -", input: "0 1 * * * a\n")
    let before = try sandbox.read("daybook.toml")
    let run = await sandbox.run("import crontab --user root -", input: "0 1 * * * a\n0 2 * * * b\n")
    #expect(run.lines == ["b"])
    #expect(run.talk.contains("standard input:1: already in daybook.toml, as a\n"))
    #expect(try sandbox.read("daybook.toml").hasPrefix(before))
    let third = await sandbox.run("import crontab --user root -", input: "0 1 * * * a\n")
    #expect(third.status == 0 && third.output.isEmpty)
    #expect(third.talk.contains("daybook.toml: 0 jobs added, 1 there already\n"))
  }

  @Test func `several crontabs of both kinds go into the file that is named`() async throws {
    try sandbox.write("*/5 * * * * root a\n", to: "system")
    try sandbox.write("0 1 * * * /bin/b\n", to: "own")
    let run = await sandbox.run("import crontab --config c.toml --user root system own")
    #expect(run.lines == ["a", "b"])
    #expect(run.talk.contains("system: system format, because every entry has a user of this host"))
    #expect(files == ["c.toml", "own", "system"])
    #expect(await sandbox.run("check c.toml").status == 0)
  }

  @Test func `JSON has a line for every job and remark`() async throws {
    let run = await sandbox.run("import crontab --json --dry-run --user root -", input: "0 1 * * * a\n5/15 * * * * b\n")
    #expect(run.status == 1)
    let kinds = run.lines.compactMap { line in line.split(separator: "\"").dropFirst(3).first.map(String.init) }
    #expect(kinds == ["crontab", "added", "leftOut", "differs", "differs", "differs", "note", "summary"])
    #expect(run.lines[1].contains(#""name":"a","file":"standard input","line":1,"cron":"0 1 * * *","at":null"#))
    #expect(run.lines[2].contains(#""line":2,"column":2,"text":"5/15 * * * * b""#))
    #expect(run.lines.last?.contains(#""written":false,"added":1,"present":0,"leftOut":1,"toml":""#) == true)
    #expect(run.talk.isEmpty)
  }

  @Test(arguments: [
    ("import crontab", 2), ("import crontab - -", 2), ("import crontab --system --user-format -", 2),
    ("import crontab nothing-here", 3), ("import crontab --user nobody-at-all -", 3), ("import", 2),
    ("import cron -", 2),
    ("import crontab --read-only --user root -", 4), ("import crontab --config no/such/dir.toml --user root -", 3),
  ])
  func `what cannot be done is refused with the exit code for it`(line: String, status: Int32) async {
    let run = await sandbox.run(line, input: "0 1 * * * a\n")
    #expect(run.status == status, "\(run.talk)")
    #expect(files.isEmpty)
  }

  @Test func `a crontab without entries makes no file`() async {
    let run = await sandbox.run("import crontab --user root -", input: "\n\nA=b\n")
    #expect(run.status == 0 && files.isEmpty)
    #expect(run.talk.contains("daybook.toml: 0 jobs added\n"))
  }

  @Test func `a jobs file with mistakes is not touched`() async throws {
    try sandbox.write("[jobs.b]\ncomand = 1\n", to: "daybook.toml")
    let run = await sandbox.run("import crontab --user root -", input: "0 1 * * * a\n")
    #expect(run.status == 2)
    #expect(run.talk.contains("daybook.toml:2:1: unknown key \"comand\""))
    #expect(try sandbox.read("daybook.toml") == "[jobs.b]\ncomand = 1\n")
  }
}
