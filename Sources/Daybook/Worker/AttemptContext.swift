import Synchronization

/// One attempt, as its handler sees it.
package struct AttemptContext: Sendable {
  package let claimed: ClaimedAttempt
  /// JSON bytes, empty when the job has none.
  package let payload: [UInt8]
  private let control: AttemptControl

  init(claimed: ClaimedAttempt, payload: [UInt8], control: AttemptControl) {
    self.claimed = claimed
    self.payload = payload
    self.control = control
  }

  package var job: JobID { claimed.job }

  /// Why the attempt has to stop; nil while it may go on.
  package var stopReason: StopReason? { control.stopReason }

  /// Reports progress, 0 … 1. Cheap: the journal gets it every two seconds at most.
  package func report(progress: Double) { control.report(progress) }
}

/// What the worker and a running attempt share.
final class AttemptControl: Sendable {
  private static let progressIntervalMilliseconds: Int64 = 2000

  private struct State {
    var stopReason: StopReason?
    var lastProgressAt: Int64?
  }

  private let state = Mutex(State())
  private let time: any TimeSource
  private let record: @Sendable (Int) -> Void

  init(time: any TimeSource, record: @escaping @Sendable (Int) -> Void) {
    self.time = time
    self.record = record
  }

  var stopReason: StopReason? { state.withLock(\.stopReason) }

  /// Sets the reason; the first one stays. Returns whether this was it.
  func stop(_ reason: StopReason) -> Bool {
    state.withLock { state in
      guard state.stopReason == nil else { return false }
      state.stopReason = reason
      return true
    }
  }

  func report(_ progress: Double) {
    guard progress.isFinite else { return }
    let now = time.monotonicMilliseconds()
    let isDue = state.withLock { state in
      if let last = state.lastProgressAt, now - last < Self.progressIntervalMilliseconds { return false }
      state.lastProgressAt = now
      return true
    }
    if isDue { record(Int(min(1, max(0, progress)) * 1000)) }
  }
}
