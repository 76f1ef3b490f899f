import Foundation
import Journal
import Testing

@Suite struct WorkerWatchTests {
  private func identity(of child: SleepingChild) throws -> ProcessIdentity {
    let boot = try SystemFileSystem().currentProcess().bootIdentifier
    return ProcessIdentity(
      number: UInt32(child.processID), startTime: child.startTime, bootIdentifier: boot)
  }

  @Test(.timeLimit(.minutes(1)))
  func `the end of a process that is watched is told, once`() async throws {
    let ends = AsyncStream<Void>.makeStream()
    let watch = try WorkerWatch { ends.continuation.yield() }
    watch.start { body in Thread.detachNewThread { body() } }
    defer { watch.stop() }
    let (first, second) = (try SleepingChild(), try SleepingChild())
    let (one, two) = (try identity(of: first), try identity(of: second))
    #expect(watch.watch([one, two]))
    #expect(!watch.watch([one, two]))
    var told = ends.stream.makeAsyncIterator()
    kill(first.processID, SIGKILL)
    await told.next()
    #expect(first.wait() == SIGKILL)
    // The one that has ended is gone for good, whatever the caller thinks; the other one is still watched.
    #expect(watch.watch([one, two]))
    kill(second.processID, SIGKILL)
    await told.next()
    #expect(second.wait() == SIGKILL)
  }

  @Test func `a process that is gone, or whose number belongs to another one, is not watched`() throws {
    let watch = try WorkerWatch {}
    let child = try SleepingChild()
    var other = try identity(of: child)
    other.startTime += 1
    // It says that something is new: the caller looks at the lock once more.
    #expect(watch.watch([other]))
    #expect(watch.watch([other]))
    withExtendedLifetime(child) {}
  }
}
