package import Journal
import Synchronization

/// Compacts the journal in the background, whenever enough of it has been sealed, for as long as this process leads.
///
/// It looks only when a segment has been sealed, and works on a thread of its own with a state of its own: neither the
/// engine's thread nor its readers wait for it.
package final class CompactionWatch: Sendable {
  private struct Status {
    var isRunning = false
    var isEnded = false
    /// The last segment when it was looked at.
    var segment: UInt64 = 0
  }

  private struct Ended: Error {}

  private let engine: Engine
  private let policy: CompactionPolicy
  private let isLeading: @Sendable () -> Bool
  private let report: @Sendable (Result<CompactionReport, any Error>) -> Void
  private let status = Mutex(Status())

  /// - Parameters:
  ///   - isLeading: asked before each compaction; two leaders would do no harm.
  ///   - report: told of each compaction that was made or failed, on its thread.
  package init(
    _ engine: Engine, policy: CompactionPolicy, isLeading: @escaping @Sendable () -> Bool,
    report: @escaping @Sendable (Result<CompactionReport, any Error>) -> Void
  ) {
    self.engine = engine
    self.policy = policy
    self.isLeading = isLeading
    self.report = report
  }

  /// Looks at the journal now, and after every change until the observation ends.
  package func start() -> Observation {
    let observation = engine.observe { [self] in look() }
    look()
    return Observation { [self] in
      observation.cancel()
      status.withLock { $0.isEnded = true }
    }
  }

  private func look() {
    guard let directory = engine.directory, let segment = engine.lastSegment else { return }
    let isNew = status.withLock { status in
      guard !status.isRunning, !status.isEnded, segment > status.segment else { return false }
      status.segment = segment
      status.isRunning = true
      return true
    }
    guard isNew else { return }
    BlockingThread.start(isBackground: true) { [self] in
      work(directory)
      status.withLock { $0.isRunning = false }
    }
  }

  private func work(_ directory: String) {
    do {
      guard isLeading() else { return }
      let result = try SchedulerCompaction(directory).runIfDue(policy) { _ in
        if status.withLock({ $0.isEnded }) { throw Ended() }
      }
      if let result { report(.success(result)) }
    } catch is Ended {
      // Nothing was changed; whoever leads next begins anew.
    } catch {
      report(.failure(DaybookError(wrapping: error)))
    }
  }
}

extension Engine {
  /// Compacts everything in the journal of a directory, whether it is worth it or not.
  ///
  /// - Returns: nil when another process is at it.
  /// - Throws: `DaybookError`, and what `progress` throws.
  package static func compact(
    directory: String, keep: JournalKeep, progress: (CompactionProgress) throws -> Void
  ) throws -> CompactionReport? {
    do {
      return try SchedulerCompaction(directory).runNow(keep: keep, progress: progress)
    } catch let error as JournalError {
      throw DaybookError(wrapping: error)
    }
  }

  /// The number of the segment being appended to; nil for logs elsewhere.
  fileprivate var lastSegment: UInt64? { (store as? DirectoryJournal)?.lastSegment }
}
