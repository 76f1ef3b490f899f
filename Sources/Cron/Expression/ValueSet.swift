/// A set of the numbers 0 to 63 in one word: the values of a field, or the days of a month.
struct ValueSet: Sendable, Hashable {
  private(set) var bits: UInt64

  init(bits: UInt64 = 0) {
    self.bits = bits
  }

  init(_ range: ClosedRange<Int>) {
    bits = (~0 >> UInt64(63 - range.upperBound)) & (~0 << UInt64(range.lowerBound))
  }

  var isEmpty: Bool { bits == 0 }
  var count: Int { bits.nonzeroBitCount }
  /// The smallest member.
  var first: Int? { next(from: 0) }
  /// The largest member.
  var last: Int? { previous(from: 63) }

  func contains(_ value: Int) -> Bool {
    bits & (1 << UInt64(value)) != 0
  }

  func contains(_ range: ClosedRange<Int>) -> Bool {
    let wanted = ValueSet(range).bits
    return bits & wanted == wanted
  }

  mutating func insert(_ value: Int) {
    bits |= 1 << UInt64(value)
  }

  mutating func remove(_ value: Int) {
    bits &= ~(1 << UInt64(value))
  }

  mutating func formUnion(_ other: ValueSet) {
    bits |= other.bits
  }

  /// The smallest member that is not below `value`.
  func next(from value: Int) -> Int? {
    let rest = bits & (~0 << UInt64(value))
    return rest == 0 ? nil : rest.trailingZeroBitCount
  }

  /// The largest member that is not above `value`; nil for a negative one.
  func previous(from value: Int) -> Int? {
    guard value >= 0 else { return nil }
    let rest = bits & (~0 >> UInt64(63 - value))
    return rest == 0 ? nil : 63 - rest.leadingZeroBitCount
  }

  /// The members in ascending order.
  var values: [Int] {
    (0...63).filter(contains)
  }
}
