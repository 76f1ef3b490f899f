/// What reading every byte of a journal showed.
package struct VerificationReport: Sendable {
  /// Segments read wholly.
  package internal(set) var segments: UInt64 = 0
  /// Segments of these that are sealed.
  package internal(set) var sealedSegments: UInt64 = 0
  /// Snapshots read wholly.
  package internal(set) var snapshots: UInt64 = 0
  package internal(set) var frames: UInt64 = 0
  package internal(set) var records: UInt64 = 0
  /// Records with a payload.
  package internal(set) var payloads: UInt64 = 0
  /// Bytes read: headers, frames and footers, and snapshots.
  package internal(set) var bytes: UInt64 = 0
  /// The last valid record; 0 when there is none.
  package internal(set) var lastSequence: UInt64 = 0
  /// The remains of an append that was never finished; nil when there are none.
  package internal(set) var tornTail: RecoveryReport?
  /// The first thing that is wrong; nil when the journal is intact.
  package internal(set) var problem: JournalError?

  /// Whether every record that was acknowledged is there and as it was written.
  package var isIntact: Bool { problem == nil }
}

/// How far a verification has come.
package struct VerificationProgress: Sendable {
  /// Bytes read, of `totalBytes`.
  package let bytes: UInt64
  /// Of all files of the log, with the space allocated ahead.
  package let totalBytes: UInt64
  package let records: UInt64
}
