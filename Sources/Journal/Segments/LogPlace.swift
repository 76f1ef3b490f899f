/// Where a cursor stands between two frames, in words that can be written down.
struct LogPlace: Sendable, Hashable {
  var segment: UInt64 = 0
  var offset: UInt64 = 0
  /// The first record behind it.
  var nextSequence: UInt64 = 0
  /// The checksum of what stands before it.
  var link: UInt32 = 0
}
