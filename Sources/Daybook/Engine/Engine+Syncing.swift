import Glibc
import Synchronization
import Journal

/// What the engine's thread does for durabilities that accept a change before it is on disk.
extension Engine {
  private static let closingPauseMicroseconds: UInt32 = 200

  /// Syncs what was acknowledged, when its time has come.
  func syncIfDue() {
    let store = store
    guard let wait = store.millisecondsUntilSync, wait <= 0 else { return }
    do {
      try store.sync()
    } catch {
      noteLateFailure(error)
    }
  }

  /// The last thing the thread does: under a weaker durability everything is on disk then.
  func finish() {
    do {
      try store.finish()
    } catch {
      noteLateFailure(error)
    }
    queue.withLock { $0.hasEnded = true }
  }

  /// Under a weaker durability closing waits for the last sync: a process that ends next has lost nothing.
  func waitForEnd() {
    guard durability != .always else { return }
    while !queue.withLock({ $0.hasEnded }) { usleep(Self.closingPauseMicroseconds) }
  }

  /// A sync failed after its changes had been acknowledged: nobody waits for the answer, so everybody is told.
  private func noteLateFailure(_ error: any Error) {
    let failure = DaybookError(wrapping: error)
    queue.withLock { $0.lateFailures.append(failure.message) }
    readBackAfterFailedSync()
    notify()
  }

  /// Syncs that failed after what they were to bring to disk had been acknowledged: a sentence each, oldest first.
  package var lateFailures: [String] { queue.withLock { $0.lateFailures } }
}
