import CommandJobs
import Foundation
import Journal
import Testing

struct RecordedGroupTests {
  private let bench: Workbench

  init() throws {
    bench = try Workbench()
  }

  @Test func `a living leader is killed with its group`() async throws {
    let process = try await bench.start(
      bench.specification(shell: "trap '' TERM; sleep 1000 & echo $! > background; wait"))
    let background = try await bench.processID(in: "background")
    #expect(try RecordedGroup.kill(WorkerChild(process.identity)) == .killed(2))
    #expect(!isAlive(process.identity.processID) && !isAlive(background))
    #expect(await process.result().signal == SIGKILL)
  }

  @Test func `members in another group of the session are killed too`() async throws {
    let script = "set -m; sleep 1000 & echo $! > background; set +m; wait"
    let process = try await bench.start(bench.specification(["bash", "-c", script]))
    let background = try await bench.processID(in: "background")
    #expect(getpgid(background) == background)
    #expect(try RecordedGroup.kill(WorkerChild(process.identity)) == .killed(2))
    #expect(!isAlive(background))
  }

  @Test func `a number that belongs to another process by now is left alone`() async throws {
    let process = try await bench.start(bench.specification(["sleep", "1000"]))
    let other = ChildIdentity(processID: process.identity.processID, startTime: process.identity.startTime - 1)
    #expect(try RecordedGroup.kill(WorkerChild(other)) == .alreadyGone)
    #expect(isAlive(process.identity.processID))
    await process.terminate(grace: .zero)
  }

  @Test func `a group that ended is found gone`() async throws {
    let process = try await bench.start(bench.specification(["true"]))
    _ = await process.result()
    #expect(try RecordedGroup.kill(WorkerChild(process.identity)) == .alreadyGone)
  }

  @Test(arguments: [-1, 0, 1] as [Int32]) func `numbers that would mean everybody are refused`(processID: Int32) throws
  {
    #expect(try RecordedGroup.kill(WorkerChild(ChildIdentity(processID: processID, startTime: 0))) == .alreadyGone)
  }
}

extension WorkerChild {
  /// The child as its worker records it.
  init(_ identity: ChildIdentity) {
    self.init(process: UInt32(bitPattern: identity.processID), startTime: identity.startTime, token: 0)
  }
}
