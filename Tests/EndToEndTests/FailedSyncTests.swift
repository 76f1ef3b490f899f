import Foundation
import Glibc
import Testing

/// The shipped binary on a disk whose syncs fail: the system calls are made to fail from outside.
@Suite(.serialized, .enabled(if: FailingCalls.obstacle == nil, Comment(rawValue: FailingCalls.obstacle ?? "")))
struct FailedSyncTests {
  private let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
    try sandbox.daybook("add", "--", "true")
  }

  private func failing(_ injections: [String], _ words: String...) throws -> Program.Result {
    try Program.run(
      FailingCalls.words(injections) + [Program.daybook] + words, environment: sandbox.environment,
      directory: sandbox.root)
  }

  @Test func `a failed sync has no known outcome, and the next command goes on in a new segment`() throws {
    let failed = try failing(["fdatasync:error=EIO:when=1"], "add", "--", "true")
    #expect(failed.status == 6)
    #expect(failed.output.isEmpty)
    #expect(failed.errors.contains("fdatasync: Input/output error. Whether the records are on disk is not known"))
    #expect(try sandbox.daybook("add", "--", "true").lines == ["#3"])
    #expect(try sandbox.daybook("journal", "verify").status == 0)
    let information = try sandbox.daybook("journal", "info", "--json").output
    #expect(information.contains(#""poisoned":false"#), "\(information)")
    #expect(information.contains(#""number":2,"#), "\(information)")
  }

  @Test func `a worker goes on after a failed sync, and runs what comes`() throws {
    let worker = try Program.start(
      FailingCalls.words(["fdatasync:error=EIO:when=6"]) + [Program.daybook, "--no-ui"],
      environment: sandbox.environment, errors: sandbox.root + "/worker.out", directory: sandbox.root)
    defer {
      // The traced process, whose file begins with its number; its end is the tracer's.
      for name in (try? FileManager.default.contentsOfDirectory(atPath: sandbox.state + "/workers")) ?? [] {
        if let process = pid_t(name.prefix { $0 != "-" }) { kill(process, SIGKILL) }
      }
      _ = Program.wait(worker)
    }
    for _ in 2...6 {
      let job = try sandbox.daybook("add", "--", "true").lines[0]
      try waitUntil("job \(job) is done", detail: { sandbox.workerLog }) {
        try sandbox.daybook("show", job, "--json").output.contains(#""state":"completed""#)
      }
    }
    #expect(try sandbox.daybook("journal", "verify").status == 0)
    #expect(try sandbox.daybook("journal", "info", "--json").output.contains(#""number":2,"#))
  }

  @Test func `when no sync succeeds, everybody only reads, and what was acknowledged is there`() throws {
    let never = ["fdatasync:error=EIO", "fsync:error=EIO"]
    // The first finds out, the second cannot go on in a new segment either.
    for _ in 0..<2 { #expect(try failing(never, "add", "--", "true").status == 6) }
    let refused = try sandbox.daybook("add", "--", "true")
    #expect(refused.status == 6)
    #expect(refused.errors.contains("takes no more records"), "\(refused.errors)")
    #expect(refused.errors.contains("start the machine anew"), "\(refused.errors)")
    #expect(try sandbox.daybook("show", "1").status == 0)
    #expect(try sandbox.daybook("journal", "verify").status == 0)
  }
}
