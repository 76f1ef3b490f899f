/// What can be said of a journal without reading its records.
package struct JournalInformation: Sendable {
  /// One file of the log.
  package struct SegmentInformation: Sendable, Equatable {
    package let number: UInt64
    package let path: String
    package let firstSequence: UInt64
    /// One less than `firstSequence` when the segment has no record yet.
    package let lastSequence: UInt64
    /// The file's size, with the space allocated ahead.
    package let bytes: UInt64
    /// Bytes in use: header, frames and footer.
    package let usedBytes: UInt64
    package let frames: UInt64
    /// Whether its end is settled: nothing is appended to it any more.
    package let isSealed: Bool
  }

  /// What segments that may be gone amount to.
  package struct SnapshotInformation: Sendable, Equatable {
    /// The last segment covered.
    package let number: UInt64
    package let path: String
    /// The last record covered.
    package let lastSequence: UInt64
    /// The file's size.
    package let bytes: UInt64
    /// Bytes of the state.
    package let stateBytes: UInt64
    /// Records with a payload that were carried forward.
    package let payloads: UInt64
  }

  /// The process that took the append lock last.
  package struct Holder: Sendable, Equatable {
    package let process: ProcessIdentity
    /// Whether it, or another process since, has the lock now.
    package let isHeld: Bool
  }

  /// Major and minor version of the format.
  package let version: (major: UInt16, minor: UInt16)
  /// The journal's random id; 16 bytes.
  package let journalIdentifier: [UInt8]
  /// Milliseconds since 1970.
  package let created: Int64
  /// In order; the last is the one a new opener begins with.
  package let snapshots: [SnapshotInformation]
  package let segments: [SegmentInformation]
  /// What stands behind the last frame, if that is anything but space allocated ahead; one sentence.
  package let tail: String?
  /// Nil when no process has left word.
  package let holder: Holder?
  /// Every record up to this one is known to be on disk; 0 when that is not known.
  package let syncedThrough: UInt64
  /// Every number up to this one may have been told outside before its record was on disk, under a weaker durability: 0 when
  /// none was in use since everything was synced.
  package let reservedThrough: UInt64
  /// The failed write or sync that keeps everybody from appending; nil when there was none.
  package let poison: PoisonMark?

  /// The last record of the log; 0 when it is empty.
  package var lastSequence: UInt64 { segments.last?.lastSequence ?? 0 }
  /// Bytes of all segments in use, and of the snapshots.
  package var usedBytes: UInt64 { segments.reduce(snapshotBytes) { $0 + $1.usedBytes } }
  /// Bytes of all files of the log.
  package var bytes: UInt64 { segments.reduce(snapshotBytes) { $0 + $1.bytes } }
  private var snapshotBytes: UInt64 { snapshots.reduce(0) { $0 + $1.bytes } }
  package var frames: UInt64 { segments.reduce(0) { $0 + $1.frames } }
}
