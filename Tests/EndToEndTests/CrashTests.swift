import Foundation
import Glibc
import Testing

/// The worker killed with -9 again and again: nothing that was acknowledged may be lost, nothing left running.
@Suite(.serialized)
struct CrashTests {
  @Test func `kill -9 loses nothing that was acknowledged, and interrupted jobs run again`() throws {
    let sandbox = try Sandbox()
    let ledger = sandbox.root + "/ledger"
    var acknowledged: [String] = []
    for round in 0..<12 {
      let worker = try sandbox.startWorker()
      for index in 0..<4 {
        let number = round * 4 + index
        let script = "sleep 0.0\(index); echo \(number) >> \(ledger)"
        acknowledged += try sandbox.daybook("add", "--max-retries", "20", "--", "sh", "-c", script).lines
      }
      usleep(UInt32(1000 * (round * 7 % 60)))
      kill(worker, SIGKILL)
      _ = sandbox.end(worker)
    }
    try sandbox.startWorker()
    #expect(acknowledged.count == 48)
    let end = try sandbox.daybook(["wait"] + acknowledged + ["--timeout", "60s"])
    #expect(end.status == 0, "\(end.errors)")
    // At least once each: a command that was killed after its effect runs again.
    let numbers = Set(Program.read(ledger).split(separator: "\n").compactMap { Int($0) })
    #expect(numbers == Set(0..<48))
    #expect(try sandbox.daybook("journal", "verify").status == 0)
  }

  @Test func `a job that outlives its killed worker is ended before its successor starts`() throws {
    let sandbox = try Sandbox()
    let worker = try sandbox.startWorker()
    let ledger = sandbox.root + "/ledger"
    let script = "echo start >> \(ledger); sh -c 'sleep 2; echo orphan >> \(ledger)' & sleep 2; echo end >> \(ledger)"
    let job = try sandbox.daybook("add", "--", "sh", "-c", script).lines[0]
    try waitUntil("it runs") { Program.read(ledger).contains("start") }
    kill(worker, SIGKILL)
    _ = sandbox.end(worker)
    try sandbox.startWorker()
    #expect(try sandbox.daybook("wait", job, "--timeout", "30s").status == 0)
    let lines = Program.read(ledger).split(separator: "\n").map(String.init)
    #expect(lines.filter { $0 == "start" }.count == 2)
    #expect(lines.filter { $0 == "end" }.count == 1)
  }

  @Test func `many writers at once get different ids and lose nothing`() throws {
    let sandbox = try Sandbox()
    try sandbox.startWorker()
    let processes = try (0..<16).map { index in
      try Program.start(
        [Program.daybook, "add", "--label", "n\(index)", "--", "true"], environment: sandbox.environment,
        output: sandbox.root + "/id\(index)")
    }
    #expect(processes.map(Program.wait) == Array(repeating: 0, count: 16))
    let ids = Set((0..<16).map { Program.read(sandbox.root + "/id\($0)") })
    #expect(ids.count == 16)
    #expect(try sandbox.daybook("jobs", "--json", "--limit", "100").lines.count == 16)
  }

  @Test func `a damaged journal is refused with file and offset, and not a byte is changed`() throws {
    let sandbox = try Sandbox()
    for _ in 0..<5 { try sandbox.daybook("add", "--", "true") }
    let segment = sandbox.state + "/segments/0000000000000001.segment"
    var bytes = try #require(FileManager.default.contents(atPath: segment))
    bytes[600] ^= 0x10
    try bytes.write(to: URL(fileURLWithPath: segment))
    for command in [["jobs"], ["add", "--", "true"], ["--no-ui"], ["journal", "verify"]] {
      let result = try sandbox.daybook(command)
      #expect(result.status == 5, "\(command): \(result.errors)")
      #expect((result.output + result.errors).contains("0000000000000001.segment"))
    }
    #expect(FileManager.default.contents(atPath: segment) == bytes)
  }
}
