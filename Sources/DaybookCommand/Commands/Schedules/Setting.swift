import Daybook

/// An option of `schedule update`: left out it keeps what is there, `none` takes it away.
enum Setting<Value: Sendable>: Sendable {
  case none
  case some(Value)

  /// - Parameter read: reads anything but `none`.
  init(_ text: String, _ read: (String) throws -> Value) rethrows {
    self = text == "none" ? .none : .some(try read(text))
  }

  /// The value; nil takes it away.
  var value: Value? {
    switch self {
    case .none: nil
    case .some(let value): value
    }
  }
}
