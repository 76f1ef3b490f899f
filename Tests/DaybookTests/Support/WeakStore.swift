import Daybook
import Journal
import Synchronization

/// A log in memory that wants to be synced as a test says, and counts what it was asked for.
final class WeakStore: JournalStore {
  /// What a test says and sees, shared by all stores it opens.
  final class Control: Sendable {
    struct State {
      var interval: Int?
      var isUnsynced = false
      var failsNextSync = false
      var acknowledgements = 0
      var syncs = 0
      var finishes = 0
    }

    let state: Mutex<State>

    init(interval: Int?) { state = Mutex(State(interval: interval)) }

    /// Waits until it is so.
    func wait(until isSo: (State) -> Bool) async {
      while true {
        let current = state.withLock { $0 }
        if isSo(current) { return }
        await Task.yield()
      }
    }
  }

  private let memory: MemoryJournal
  private let control: Control

  init(_ log: MemoryLog, _ control: Control) {
    memory = log.open()
    self.control = control
  }

  var position: UInt64 { memory.position }
  var millisecondsUntilSync: Int? { control.state.withLock { $0.isUnsynced ? $0.interval : nil } }

  func restore(_ receive: RecordReceiver) throws -> Bool { try memory.restore(receive) }
  func catchUp(_ receive: RecordReceiver) throws { try memory.catchUp(receive) }

  func transact(_ receive: RecordReceiver, _ decide: (UInt64) throws -> RecordBatch) throws -> ClosedRange<UInt64>? {
    let range = try memory.transact(receive, decide)
    if range != nil { control.state.withLock { $0.isUnsynced = true } }
    return range
  }

  func acknowledge() { control.state.withLock { $0.acknowledgements += 1 } }

  func sync() throws {
    try control.state.withLock { state in
      state.isUnsynced = false
      if state.failsNextSync {
        state.failsNextSync = false
        throw DaybookError(.outcomeUnknown, "the disk is gone")
      }
      state.syncs += 1
    }
  }

  func finish() throws {
    control.state.withLock { $0.finishes += 1 }
    try sync()
  }

  func record(_ sequence: UInt64) throws -> [UInt8] { try memory.record(sequence) }

  func read(from sequence: UInt64, _ receive: (UInt64, UnsafeRawBufferPointer) throws -> Bool) throws {
    try memory.read(from: sequence, receive)
  }

  func waitForChange(timeoutMilliseconds: Int32) -> Bool {
    memory.waitForChange(timeoutMilliseconds: timeoutMilliseconds)
  }

  func wake() { memory.wake() }
}
