/// A stretch of time during which a zone keeps one offset.
package struct ZoneSpan: Sendable, Hashable {
  /// The first instant, in UTC seconds; `beginning` when there is no earlier span.
  package let start: Int64
  /// The first instant after it, in UTC seconds; `ending` when there is no later span.
  package let end: Int64
  /// Seconds east of UTC.
  package let offset: Int64

  /// Stands for the start of time; far enough from the limits of the type to calculate with.
  package static let beginning = Int64.min / 4
  /// Stands for the end of time.
  package static let ending = Int64.max / 4
  /// More than any two offsets differ by, in seconds: instants further apart than this are never out of order on the
  /// wall clock.
  static let reach: Int64 = 3 * 86_400
  /// The offsets a zone may have, in seconds, as the file format bounds them.
  static let offsets: ClosedRange<Int64> = -25 * 3_600 + 1...26 * 3_600 - 1
}
