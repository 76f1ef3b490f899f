import Synchronization

/// A value that arrives once, from a thread, for any number of waiting tasks.
final class Promise<Value: Sendable>: Sendable {
  private enum State {
    case pending([CheckedContinuation<Value, Never>])
    case fulfilled(Value)
  }

  private let state = Mutex(State.pending([]))

  /// Hands the value to all who wait and will wait. A second value is a mistake.
  func fulfil(_ value: Value) {
    let waiting = state.withLock { state in
      guard case .pending(let waiting) = state else { preconditionFailure("a promise was fulfilled twice") }
      state = .fulfilled(value)
      return waiting
    }
    for continuation in waiting { continuation.resume(returning: value) }
  }

  /// Waits for the value.
  var value: Value {
    get async {
      await withCheckedContinuation { continuation in
        let value: Value? = state.withLock { state in
          switch state {
          case .fulfilled(let value):
            return value
          case .pending(let waiting):
            state = .pending(waiting + [continuation])
            return nil
          }
        }
        if let value { continuation.resume(returning: value) }
      }
    }
  }
}
