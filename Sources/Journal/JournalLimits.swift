/// The largest things a journal holds; all are checked before memory is taken for them.
package enum JournalLimits {
  /// Bytes of one record.
  package static let recordBytes = 4 << 20
  /// Bytes of the records of one frame, their lengths included.
  package static let frameBytes = 64 << 20
  /// Bytes of one segment: a frame may make a segment larger than the configured size, but never larger than this.
  package static let segmentBytes = 1 << 30
  /// The smallest segment that can be configured.
  package static let smallestSegmentBytes = 4096
  /// The largest sequence number, and the largest number of a segment: counting on from there never overflows.
  package static let sequence: UInt64 = 1 << 62
  /// Children one worker can have at the same time.
  package static let workerChildren = 4096
}
