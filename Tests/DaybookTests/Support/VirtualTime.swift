import Daybook
import Synchronization

/// A clock that moves only when the test says so; wall and monotonic time move together unless told otherwise.
final class VirtualTime: TimeSource {
  private struct Sleeper {
    let id: Int
    let deadline: Int64
    let continuation: CheckedContinuation<Void, any Error>
  }

  private struct State {
    var wall: Int64 = 1_800_000_000_000
    var monotonic: Int64 = 1000
    var sleepers: [Sleeper] = []
    var cancelled: Set<Int> = []
    var nextID = 0
  }

  private let state = Mutex(State())

  func now() -> Timestamp { Timestamp(milliseconds: state.withLock(\.wall)) }

  func monotonicMilliseconds() -> Int64 { state.withLock(\.monotonic) }

  /// Lets time pass and wakes whoever waited for it.
  func advance(_ milliseconds: Int64) {
    let due = state.withLock { state in
      state.wall += milliseconds
      state.monotonic += milliseconds
      let due = state.sleepers.filter { $0.deadline <= state.monotonic }
      state.sleepers.removeAll { $0.deadline <= state.monotonic }
      return due
    }
    for sleeper in due { sleeper.continuation.resume() }
  }

  /// Somebody sets the clock; the time that waits go by is not touched.
  func stepWall(_ milliseconds: Int64) { state.withLock { $0.wall += milliseconds } }

  func sleep(untilMonotonic milliseconds: Int64) async throws {
    let id = state.withLock { state in
      state.nextID += 1
      return state.nextID
    }
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        let result: Result<Void, any Error>? = state.withLock { state in
          if state.cancelled.remove(id) != nil { return .failure(CancellationError()) }
          if state.monotonic >= milliseconds { return .success(()) }
          state.sleepers.append(Sleeper(id: id, deadline: milliseconds, continuation: continuation))
          return nil
        }
        if let result { continuation.resume(with: result) }
      }
    } onCancel: {
      let sleeper = state.withLock { state in
        guard let index = state.sleepers.firstIndex(where: { $0.id == id }) else {
          state.cancelled.insert(id)
          return nil as Sleeper?
        }
        return state.sleepers.remove(at: index)
      }
      sleeper?.continuation.resume(throwing: CancellationError())
    }
  }
}
