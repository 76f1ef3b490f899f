/// What a reader of a segment must know beyond the format's first version; bits of the field at offset 12 of its header.
package struct SegmentFeatures: OptionSet, Sendable {
  package let rawValue: UInt32

  package init(rawValue: UInt32) { self.rawValue = rawValue }

  /// The segment before was left where this one begins: it has no footer that counts, and what stands in it from this
  /// segment's first record on is no part of the log.
  ///
  /// Written when a sync has failed (PoisonMending.swift): nobody appends to the segment that could not be synced.
  package static let afterLeftSegment = SegmentFeatures(rawValue: 1)
  /// The sequence numbers between the last record of the segment before and this segment's first were skipped: there are
  /// no such records.
  package static let afterGap = SegmentFeatures(rawValue: 2)

  /// Those that this version knows.
  static let known: SegmentFeatures = [.afterLeftSegment, .afterGap]
}
