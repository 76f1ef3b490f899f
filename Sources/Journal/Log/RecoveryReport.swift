/// What was dropped behind the last frame of a journal when it was opened or appended to: an append that was never
/// finished, and so never acknowledged.
package struct RecoveryReport: Sendable, Equatable, CustomStringConvertible {
  /// The segment's file.
  package let path: String
  /// Where the remains began.
  package let offset: UInt64
  /// How many bytes they had.
  package let droppedBytes: Int
  /// The record that would have been the first of the append; the next append gets this number.
  package let nextSequence: UInt64

  /// One sentence for the log.
  package var description: String {
    "\(path): dropped \(droppedBytes) bytes at offset \(offset), the remains of an append of record \(nextSequence) that "
      + "was never finished or acknowledged"
  }
}
