package import Journal

/// When the journal is compacted by itself, and what of it stays for looking back.
package struct CompactionPolicy: Sendable {
  /// Less than this is never worth it; bytes of sealed segments that no snapshot covers.
  package var smallestBytes: UInt64
  /// How large those segments have to be beside the newest snapshot: with 1, every byte kept is copied once for each byte
  /// appended, and the journal is at most about twice as large as what is live.
  package var factor: Double
  /// What stays of the log.
  package var keep: JournalKeep

  package init(smallestBytes: UInt64 = 64 << 20, factor: Double = 1, keep: JournalKeep = .nothing) {
    self.smallestBytes = smallestBytes
    self.factor = factor
    self.keep = keep
  }

  /// Whether sealed segments of this size, beside a snapshot of that size, are to be compacted.
  func isDue(sealedBytes: UInt64, snapshotBytes: UInt64) -> Bool {
    sealedBytes >= smallestBytes && Double(sealedBytes) >= factor * Double(snapshotBytes)
  }
}
