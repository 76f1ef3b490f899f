/// What compacting a journal did.
package struct CompactionReport: Sendable, Equatable {
  /// The last segment that the newest snapshot covers; 0 when there is none.
  package internal(set) var segment: UInt64
  /// The last record that it covers.
  package internal(set) var lastSequence: UInt64 = 0
  /// Records folded now.
  package internal(set) var records: UInt64 = 0
  /// Payloads carried forward.
  package internal(set) var payloads: UInt64 = 0
  /// Bytes of the snapshot made now; 0 when none was.
  package internal(set) var snapshotBytes: UInt64 = 0
  /// Segments and snapshots removed.
  package internal(set) var removedFiles = 0
  /// Bytes of the journal before and after.
  package internal(set) var bytesBefore: UInt64 = 0
  package internal(set) var bytesAfter: UInt64 = 0
}

/// How far a compaction has come.
package struct CompactionProgress: Sendable {
  /// Bytes read, of `totalBytes`.
  package let bytes: UInt64
  /// Of the segments that are folded, which are read twice.
  package let totalBytes: UInt64
}
