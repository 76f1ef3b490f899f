import Daybook
import DaybookCommand
import Foundation
import Journal
import Testing

/// `daybook journal compact`, and what the jobs file says about it.
struct JournalCompactTests {
  private let sandbox: Sandbox
  private let directory: String

  init() throws {
    sandbox = try Sandbox()
    directory = sandbox.directory + "/state"
    sandbox.set("DAYBOOK_DIR", directory)
  }

  private func enqueue(_ count: Int) async throws {
    let engine = try Engine.open(directory: directory, actor: Actor(user: "ann", host: "test", program: "tests"))
    defer { engine.close() }
    for _ in 0..<count { try await engine.perform(Enqueue([JobRequest(type: "a", payload: Array("[1]".utf8))])) }
  }

  @Test func `compacting says what it did, and a second time that there is nothing to do`() async throws {
    try await enqueue(30)
    let run = await sandbox.run("journal compact")
    #expect(run.status == 0)
    #expect(run.output.hasPrefix("compacted 30 records: "))
    let information = try JournalInspection(directory).information()
    #expect(information.snapshots.map(\.payloads) == [30])
    #expect(information.segments.map(\.number) == [2])
    #expect(await sandbox.run("journal compact").output.hasPrefix("nothing new to compact: "))
    let info = await sandbox.run("journal info")
    #expect(info.output.contains("SNAPSHOT"))
    #expect(await sandbox.run("journal verify").output.contains("behind a snapshot"))
  }

  @Test func `its JSON has the counts`() async throws {
    try await enqueue(3)
    let run = await sandbox.run("journal compact --json")
    #expect(run.output.hasPrefix(#"{"segment":1,"lastSequence":3,"records":3,"payloads":3,"snapshotBytes":"#))
  }

  @Test func `what the jobs file or the option keeps stays`() async throws {
    try await enqueue(3)
    try sandbox.write("[journal]\nkeep = \"7d\"\n", to: "f.toml")
    #expect(await sandbox.run("journal compact --config f.toml").status == 0)
    #expect(try JournalInspection(directory).information().segments.map(\.number) == [1, 2])
    #expect(await sandbox.run("journal compact --keep 1GiB").status == 0)
    #expect(try JournalInspection(directory).information().segments.map(\.number) == [1, 2])
    #expect(await sandbox.run("journal compact").status == 0)
    #expect(try JournalInspection(directory).information().segments.map(\.number) == [2])
  }

  @Test func `mistakes are refused`() async throws {
    #expect(await sandbox.run("journal compact").status == 3)
    try await enqueue(1)
    #expect(await sandbox.run("journal compact --keep forever").status == 2)
    #expect(await sandbox.run("journal compact --read-only").status == 4)
    let held = try JournalCompactor(directory)
    let run = await sandbox.run("journal compact")
    #expect(run.status == 4)
    #expect(run.talk.contains("another process is compacting"))
    withExtendedLifetime(held) {}
  }

  @Test(arguments: [
    ("keep = \"7d\"", JournalKeep(milliseconds: 7 * 86_400_000)), ("keep = \"2GiB\"", JournalKeep(bytes: 2 << 30)),
    ("keep = \"500 MB\"", JournalKeep(bytes: 500_000_000)), ("", .nothing),
  ])
  func `the jobs file's keep is a time or a size`(line: String, keep: JournalKeep) throws {
    let file = try JobsFile(
      bytes: Array("[journal]\n\(line)\n".utf8), file: "f.toml", source: "/f.toml", owner: "ann", hostZone: "UTC",
      now: Sandbox.start)
    #expect(file.keep == keep)
  }
}
