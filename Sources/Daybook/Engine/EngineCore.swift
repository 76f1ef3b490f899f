package import Journal
import Synchronization

/// The engine without its thread: the state and its log, and the one way to change them.
///
/// Catch up, decide, append: under the append lock the core folds what others wrote, lets each waiting decision emit its
/// events, and appends them as one frame. Nothing here waits for time or for other threads, so the simulator can drive it.
package final class EngineCore {
  /// A decision with somebody waiting for its outcome.
  package protocol Pending: AnyObject {
    /// Runs the decision; remembers the outcome or the refusal.
    func run(in transaction: Transaction)
    /// Tells the one who waits, once the change is durable or the append failed.
    func resume(failure: DaybookError?)
  }

  package private(set) var state = SchedulerState()
  private let time: any TimeSource
  private let random: any RandomSource
  private let triggers: TriggerClock
  private let makeStore: () throws -> any JournalStore
  private var store: any JournalStore
  /// Set when an append failed after its events had been folded: the state may be ahead of the disk.
  private var isAhead = false

  /// Opens a log and folds all of it.
  /// - Parameter progress: told how far that has come.
  package init(
    time: any TimeSource, random: any RandomSource, triggers: TriggerClock = TriggerClock(),
    progress: OpeningProgress.Receiver? = nil,
    makeStore: @escaping () throws -> any JournalStore
  ) throws {
    self.time = time
    self.triggers = triggers
    self.random = random
    self.makeStore = makeStore
    store = try makeStore()
    try restore()
    try fold(reporting: progress)
  }

  /// The log, for reads that do not change the state.
  package var log: any JournalStore { store }

  /// Folds what others appended; returns whether there was anything.
  @discardableResult
  package func catchUp() throws -> Bool {
    let before = state.lastSequence
    try fold(reporting: nil)
    return state.lastSequence != before
  }

  private func fold(reporting progress: OpeningProgress.Receiver?) throws {
    let total = progress == nil ? 0 : store.lastKnown
    progress?(OpeningProgress(records: state.lastSequence, total: total))
    try openingAgainWhenStale {
      try reloading {
        try store.catchUp { sequence, bytes in
          try state.fold(sequence, bytes)
          if sequence % OpeningProgress.interval == 0 {
            progress?(OpeningProgress(records: sequence, total: total))
          }
        }
      }
    }
  }

  /// Runs the decisions under the append lock and appends their events as one frame. Not accepted before `acknowledge`.
  package func append(_ pending: [any Pending]) throws {
    try rebuildIfAhead()
    // The journal refuses what is stale before it asks for a decision: nothing is decided twice.
    try openingAgainWhenStale { try transact(pending) }
  }

  private func transact(_ pending: [any Pending]) throws {
    var hasEmitted = false
    do {
      try reloading {
        _ = try store.transact({ sequence, bytes in try state.fold(sequence, bytes) }) { nextSequence in
          guard state.foldVersion <= Event.foldVersion else { throw DaybookError.newerFold(state.foldVersion) }
          let transaction = Transaction(
            state: state, now: time.now(), nextSequence: nextSequence, random: random, triggers: triggers,
            isShortOfSpace: store.isShortOfSpace)
          for decision in pending { decision.run(in: transaction) }
          store.noteRecordVersion(UInt32(clamping: state.foldVersion))
          hasEmitted = !transaction.isEmpty
          return transaction.records
        }
      }
    } catch {
      isAhead = hasEmitted
      throw error
    }
  }

  /// A failed write or a repair has changed what this process read: the state is built anew, and the call made once more.
  private func openingAgainWhenStale(_ body: () throws -> Void) throws {
    do {
      try body()
    } catch let error as JournalError where error.code == .stale {
      isAhead = true
      try rebuildIfAhead()
      try body()
    }
  }

  /// The caller's sync failed: what was appended last may not be on disk.
  package func noteSyncFailure() {
    isAhead = true
  }

  /// After a failed append, reads back what is really in the journal.
  package func rebuildIfAhead() throws {
    guard isAhead else { return }
    store = try makeStore()
    state = SchedulerState()
    try restore()
    try catchUp()
    isAhead = false
  }

  /// Begins with the newest snapshot, if there is one that reaches further than the state.
  @discardableResult
  private func restore() throws -> Bool {
    try store.restore { sequence, bytes in state = try SchedulerState(restoring: bytes, through: sequence) }
  }

  /// Runs `body`; when what comes next was compacted away while this process slept, from the snapshot on.
  private func reloading(_ body: () throws -> Void) throws {
    while true {
      do {
        return try body()
      } catch let error as JournalError where error.code == .compacted {
        guard try restore() else { throw error }
      }
    }
  }
}
