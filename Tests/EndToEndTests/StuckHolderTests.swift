import Foundation
import Glibc
import Testing

/// A process that is stopped while it has the append lock.
@Suite(.serialized)
struct StuckHolderTests {
  /// Whether the process has an open-file-description lock on byte 0 of a file.
  private func holdsAppendLock(_ process: pid_t) -> Bool {
    let folder = "/proc/\(process)/fdinfo"
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return files.contains { name in
      Program.read("\(folder)/\(name)").split(separator: "\n").contains {
        $0.contains("OFDLCK") && $0.hasSuffix(" 0 0")
      }
    }
  }

  @Test func `a daybook that was stopped while it appends is ended by the next one, which says so`() throws {
    let sandbox = try Sandbox()
    try sandbox.daybook("add", "--", "true")
    // So many at once take a while, all of it under the lock.
    let batch = try sandbox.write(String(repeating: "true\n", count: 30_000), to: "batch")
    let process = try Program.start(
      [Program.daybook, "add", "--stdin"], environment: sandbox.environment, input: batch, directory: sandbox.root)
    var isStopped = false
    while !isStopped {
      try waitUntil("it has the lock", every: 1) { holdsAppendLock(process) }
      kill(process, SIGSTOP)
      usleep(50_000)
      isStopped = holdsAppendLock(process)
      if !isStopped { kill(process, SIGCONT) }
    }
    let next = try sandbox.daybook("add", "--", "true")
    #expect(next.status == 0, "\(next.errors)")
    #expect(next.errors.contains("killed process \(process) (daybook, started "), "\(next.errors)")
    #expect(next.errors.contains("had held the append lock of \(sandbox.state) for 5.0 s or more"), "\(next.errors)")
    #expect(Program.wait(process) == 128 + SIGKILL)
    #expect(try sandbox.daybook("journal", "verify").status == 0)
  }
}
