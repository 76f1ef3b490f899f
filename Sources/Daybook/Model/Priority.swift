/// How urgent a job is: −20 to 20, higher first, 0 by default.
public struct Priority: Hashable, Comparable, Sendable, ExpressibleByIntegerLiteral {
  /// −20 … 20.
  public let rawValue: Int8

  /// 20.
  public static let critical: Priority = 20
  /// 10.
  public static let high: Priority = 10
  /// 0.
  public static let normal: Priority = 0
  /// −10.
  public static let low: Priority = -10

  /// A priority, nil outside −20 … 20.
  public init?(_ value: Int) {
    guard (-20...20).contains(value) else { return nil }
    rawValue = Int8(value)
  }

  /// A literal in −20 … 20; anything else traps, as an integer literal out of range does.
  public init(integerLiteral value: Int8) {
    precondition((-20...20).contains(value), "a priority is -20 to 20")
    rawValue = value
  }

  /// A number or one of the names `critical`, `high`, `normal`, `low`.
  public init?(text: some StringProtocol) {
    switch text.lowercased() {
    case "critical": self = .critical
    case "high": self = .high
    case "normal": self = .normal
    case "low": self = .low
    default:
      guard let value = Int(text) else { return nil }
      self.init(value)
    }
  }

  /// Less urgent first.
  public static func < (left: Priority, right: Priority) -> Bool { left.rawValue < right.rawValue }
}
