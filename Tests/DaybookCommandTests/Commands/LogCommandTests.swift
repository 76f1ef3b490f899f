import Daybook
import DaybookCommand
import Foundation
import Testing

struct LogCommandTests {
  private let sandbox: Sandbox
  private let bytes = "plain\nred \u{1B}[31mtext\u{1B}[0m\r\n10 %\r20 %\nlast"

  init() async throws {
    sandbox = try Sandbox()
    _ = await sandbox.run("add true")
    try await sandbox.finishAll(Sandbox.failure)
    let engine = try sandbox.engine()
    defer { engine.close() }
    let token = try #require(engine.read { $0.attempts(of: JobID(1)).last?.token })
    try FileManager.default.createDirectory(atPath: "\(sandbox.directory)/output", withIntermediateDirectories: true)
    try sandbox.write(bytes, to: "output/\(token).log")
  }

  @Test func `off a terminal the bytes are those the job wrote`() async {
    #expect(await sandbox.run("log 1").output == bytes)
    #expect(await sandbox.run("log -f 1").output == bytes)
    #expect(await sandbox.run("log true").output == bytes)
    #expect(await sandbox.run("log 1 --attempt 1").output == bytes)
  }

  @Test func `on a terminal nothing in them is obeyed`() async {
    #expect(await sandbox.run("log 1", onTerminal: true).output == "plain\nred text\n20 %\nlast\n")
  }

  @Test func `as JSON each line is an object`() async {
    #expect(
      await sandbox.run("log 1 --json").lines == [
        #"{"job":1,"attempt":1,"line":"plain"}"#, #"{"job":1,"attempt":1,"line":"red \u001b[31mtext\u001b[0m"}"#,
        #"{"job":1,"attempt":1,"line":"10 %\r20 %"}"#, #"{"job":1,"attempt":1,"line":"last"}"#,
      ])
  }

  @Test func `a job without output has no file, and its log is empty`() async throws {
    try FileManager.default.removeItem(atPath: "\(sandbox.directory)/output")
    for line in ["log 1", "log -f 1", "log 1 --json"] {
      #expect(await sandbox.run(line) == Sandbox.Run(status: 0, output: "", talk: ""))
    }
    let show = await sandbox.run("show 1")
    #expect(show.status == 0 && !show.output.contains("Output"))
  }

  @Test func `show ends with the last lines`() async {
    #expect(await sandbox.run("show 1").output.hasSuffix("  plain\n  red text\n  20 %\n  last\n"))
  }
}
