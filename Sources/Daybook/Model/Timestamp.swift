/// A wall-clock instant: milliseconds since 1970-01-01T00:00:00Z.
public struct Timestamp: Comparable, Hashable, Sendable, Codable {
  /// Milliseconds since the epoch; negative before it.
  public var milliseconds: Int64

  /// An instant from its milliseconds since the epoch.
  public init(milliseconds: Int64) {
    self.milliseconds = milliseconds
  }

  /// Whole seconds since the epoch, rounded down: what cron expressions are evaluated on.
  public var seconds: Int64 {
    let (quotient, remainder) = milliseconds.quotientAndRemainder(dividingBy: 1000)
    return remainder < 0 ? quotient - 1 : quotient
  }

  /// An instant on a whole second.
  public init(seconds: Int64) {
    milliseconds = seconds * 1000
  }

  /// Earlier instants come first.
  public static func < (left: Timestamp, right: Timestamp) -> Bool { left.milliseconds < right.milliseconds }

  /// The instant this many milliseconds later; saturates at the ends of the range.
  public func adding(milliseconds delta: Int64) -> Timestamp {
    let (sum, overflow) = milliseconds.addingReportingOverflow(delta)
    return Timestamp(milliseconds: overflow ? (delta > 0 ? .max : .min) : sum)
  }
}
