/// A job's id: the sequence number of the record that enqueued it. Never reused.
public struct JobID: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The sequence number.
  public let rawValue: UInt64

  /// An id from its sequence number.
  public init(_ rawValue: UInt64) {
    self.rawValue = rawValue
  }

  /// The id as people write it: `#4821`.
  public var description: String { "#\(rawValue)" }

  /// Older jobs come first.
  public static func < (left: JobID, right: JobID) -> Bool { left.rawValue < right.rawValue }
}
