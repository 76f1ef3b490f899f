import Foundation
import Glibc
import Testing

/// A disk without space, without inodes, and one that nobody may write to.
@Suite(.serialized, .enabled(if: SmallDisk.obstacle == nil, Comment(rawValue: SmallDisk.obstacle ?? "")))
struct FullDiskTests {
  /// Adds jobs until one is refused; returns how many were taken, and the refusal.
  private func fill(_ sandbox: Sandbox) throws -> (taken: Int, refusal: Program.Result) {
    let padding = String(repeating: "x", count: 60_000)
    for count in 0..<1000 {
      let result = try sandbox.daybook("add", "--", "true", padding)
      if result.status != 0 { return (count, result) }
    }
    throw TimedOut(description: "the disk was never full")
  }

  /// User and system time of a process, in clock ticks.
  private func ticks(_ process: pid_t) -> Int {
    let fields = Program.read("/proc/\(process)/stat").split(separator: ")").last?.split(separator: " ") ?? []
    return fields.count > 12 ? (Int(fields[11]) ?? 0) + (Int(fields[12]) ?? 0) : 0
  }

  @Test func `on a full disk what runs finishes, cancelling works, nothing new starts, and space ends it all`() throws {
    let sandbox = try Sandbox()
    let disk = try SmallDisk(sandbox, "size=6m")
    let worker = try sandbox.startWorker("--concurrency", "1")
    let gate = sandbox.root + "/gate"
    let running = try sandbox.daybook("add", "--", "sh", "-c", "until [ -e \(gate) ]; do sleep 0.05; done").lines[0]
    try waitUntil("it runs") { try sandbox.daybook("jobs", "--where", "state:running", "--json").lines.count == 1 }
    let waiting = try sandbox.daybook("add", "--", "true").lines[0]
    let (taken, refusal) = try fill(sandbox)
    #expect(taken > 5)
    #expect(refusal.status == 6, "\(refusal.errors)")
    #expect(refusal.errors.contains("everything acknowledged is intact"), "\(refusal.errors)")

    #expect(try sandbox.daybook("cancel", waiting).status == 0)
    _ = try sandbox.write("", to: "gate")
    #expect(try sandbox.daybook("wait", running, "--timeout", "10s").status == 0)
    // Nothing new starts, and the worker does not spin.
    let before = ticks(worker)
    usleep(3_000_000)
    #expect(ticks(worker) - before < 60, "the worker used \(ticks(worker) - before) ticks in 3 s")
    #expect(try sandbox.daybook("jobs", "--where", "state:running", "--json").lines.isEmpty)
    #expect(try sandbox.daybook("add", "--", "true").status == 6)
    #expect(try sandbox.daybook("journal", "verify").status == 0)
    #expect(try sandbox.daybook("jobs", "--json", "--limit", "2000").lines.count == taken + 2)

    try disk.resize("size=60m")
    #expect(try sandbox.daybook("add", "--", "true").status == 0)
    try waitUntil("everything is done", seconds: 60) {
      try sandbox.daybook("jobs", "--where", "state:pending", "--json").lines.isEmpty
        && sandbox.daybook("jobs", "--where", "state:running", "--json").lines.isEmpty
    }
    #expect(
      try sandbox.daybook("jobs", "--where", "state:completed", "--json", "--limit", "2000").lines.count == taken + 2)
    #expect(try sandbox.daybook("journal", "verify").status == 0)
    #expect(kill(worker, 0) == 0)
  }

  @Test func `a journal that cannot be made for lack of space is an error, and made when there is some`() throws {
    let sandbox = try Sandbox()
    let disk = try SmallDisk(sandbox, "size=100k")
    let result = try sandbox.daybook("add", "--", "true")
    #expect(result.status == 6, "\(result.errors)")
    #expect(result.errors.contains("No space left on device"), "\(result.errors)")
    try disk.resize("size=10m")
    #expect(try sandbox.daybook("add", "--", "true").status == 0)
    #expect(try sandbox.daybook("journal", "verify").status == 0)
  }

  @Test func `without inodes jobs are still taken, finished and read`() throws {
    let sandbox = try Sandbox()
    let disk = try SmallDisk(sandbox, "nr_inodes=40")
    #expect(try sandbox.daybook("add", "--", "true").status == 0)
    var count = 0
    while FileManager.default.createFile(atPath: sandbox.state + "/filler\(count)", contents: nil) { count += 1 }
    #expect(count > 0)
    #expect(try sandbox.daybook("add", "--", "true").lines == ["#2"])
    #expect(try sandbox.daybook("cancel", "1").status == 0)
    let serving = try sandbox.daybook("--no-ui")
    #expect(serving.status == 6, "\(serving.errors)")
    #expect(serving.errors.contains("No space left on device"), "\(serving.errors)")
    #expect(try sandbox.daybook("journal", "verify").status == 0)
    try disk.resize("nr_inodes=400")
    try sandbox.startWorker()
    #expect(try sandbox.daybook("wait", "2", "--timeout", "20s").status == 0)
  }

  @Test func `a read-only disk is read, and every change is refused by name`() throws {
    let sandbox = try Sandbox()
    let disk = try SmallDisk(sandbox, "size=6m")
    try sandbox.daybook("add", "--", "true")
    try disk.makeReadOnly()
    let before = try FileTree(sandbox.state)
    for words in ReadingCommands.all { #expect(try sandbox.daybook(words).status == 0, "\(words)") }
    for words in [["add", "--", "true"], ["cancel", "1"], ["--no-ui"]] {
      let result = try sandbox.daybook(words)
      #expect(result.status == 6, "\(words): \(result.errors)")
      #expect(result.errors.contains("is on a read-only file system"), "\(result.errors)")
    }
    #expect(try FileTree(sandbox.state) == before)
  }
}
