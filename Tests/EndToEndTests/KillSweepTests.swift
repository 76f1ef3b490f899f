import Foundation
import Glibc
import Testing

/// The shipped binary killed before each of the calls that change the journal; what was printed before is the oracle.
@Suite(.serialized, .enabled(if: Tracing.isPossible, "strace is not installed, or may not trace processes here"))
struct KillSweepTests {
  /// Every call by which the journal changes what others see, or what survives.
  private static let calls = [
    "mkdirat", "pwrite64", "fdatasync", "fsync", "ftruncate", "fallocate", "renameat", "renameat2",
  ]
  /// More calls of one kind than a run makes.
  private static let mostOfOne = 60

  /// The batch is there as a whole or not at all, and everything before it as it was.
  @Test(arguments: calls)
  func `killed at any call, an append counts wholly or not at all, and nothing before it goes`(_ call: String) throws {
    let sandbox = try Sandbox()
    // The first rounds make the journal; each later one finds what the killed one before it has left.
    var acknowledged: [String] = []
    var known = 0
    for nth in 1...Self.mostOfOne {
      let killed = try sandbox.killed(at: call, nth, ["add", "--stdin"], input: "true\nfalse\nsleep 1\n")
      if killed.status == 0 { acknowledged += killed.lines }
      let jobs = try sandbox.daybook("jobs", "--json", "--limit", "1000")
      if jobs.status != 0, acknowledged.isEmpty, known == 0 { continue }
      #expect(jobs.status == 0, "\(call) \(nth): \(jobs.errors)")
      let count = jobs.lines.count
      #expect(count == known || count == known + 3, "\(call) \(nth): \(count) jobs after \(known)")
      if killed.status == 0 { #expect(count == known + 3, "\(call) \(nth): acknowledged, and not there") }
      known = count
      if killed.status == 0 { break }
    }
    #expect(try sandbox.daybook("add", "--", "true").status == 0)
    let verified = try sandbox.daybook("journal", "verify")
    #expect(verified.status == 0, "\(call): \(verified.errors)")
    #expect(try sandbox.daybook("jobs", "--json", "--limit", "1000").lines.count == known + 1)
  }

  @Test(arguments: ["pwrite64", "fdatasync"])
  func `a worker killed at any call leaves nothing undone`(_ call: String) throws {
    let sandbox = try Sandbox()
    let ledger = sandbox.root + "/ledger"
    var jobs: [String] = []
    for nth in stride(from: 1, to: 12, by: 2) {
      for _ in 1...2 {
        let script = "echo \(jobs.count) >> \(ledger)"
        jobs += try sandbox.daybook("add", "--max-retries", "20", "--", "sh", "-c", script).lines
      }
      let words = ["--no-ui", "--log-format", "json"]
      let worker = try Program.start(
        Tracing.killing(at: call, nth) + [Program.daybook] + words, environment: sandbox.environment,
        directory: sandbox.root)
      // It dies at its Nth call; where it makes fewer, it is killed once it has nothing left to do.
      _ = try sandbox.daybook(["wait"] + jobs + ["--timeout", "3s"])
      kill(worker, SIGTERM)
      _ = Program.wait(worker)
    }
    try sandbox.startWorker()
    #expect(try sandbox.daybook(["wait"] + jobs + ["--timeout", "60s"]).status == 0)
    let numbers = Set(Program.read(ledger).split(separator: "\n").compactMap { Int($0) })
    #expect(numbers == Set(0..<jobs.count))
    #expect(try sandbox.daybook("journal", "verify").status == 0)
  }
}

/// Runs programs under strace, which ends them where they are told to.
private enum Tracing {
  static let isPossible: Bool = {
    let result = try? Program.run(["strace", "-qq", "-e", "trace=none", "true"])
    return result?.status == 0
  }()

  /// The words before a command that is killed just before it makes a call for the Nth time.
  static func killing(at call: String, _ nth: Int) -> [String] {
    [
      "strace", "-f", "-qq", "-I", "1", "-o", "/dev/null", "-e", "trace=\(call)", "-e",
      "inject=\(call):signal=SIGKILL:when=\(nth)",
    ]
  }
}

extension Sandbox {
  /// Runs a command that is killed just before it makes a call for the Nth time; its status is 0 if it makes fewer.
  fileprivate func killed(at call: String, _ nth: Int, _ words: [String], input: String) throws -> Program.Result {
    try Program.run(
      Tracing.killing(at: call, nth) + [Program.daybook] + words, environment: environment, input: input,
      directory: root)
  }
}
