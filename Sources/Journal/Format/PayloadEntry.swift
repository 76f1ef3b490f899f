/// Where a record with a payload is in its segment.
struct PayloadEntry: Sendable, Equatable {
  /// Its sequence number less the segment's first.
  var sequence: UInt32
  /// Of the record's first byte in the file.
  var offset: UInt32
}
