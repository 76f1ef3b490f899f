/// What was dropped behind the last frame of a journal when it was opened or appended to: appends that were never finished,
/// or were not on disk when the machine went down. None of them was ever acknowledged, unless a weaker durability was in use.
package struct RecoveryReport: Sendable, Equatable, CustomStringConvertible {
  /// The segment's file.
  package let path: String
  /// Where the remains began.
  package let offset: UInt64
  /// How many bytes they had.
  package let droppedBytes: Int
  /// The record that would have been the first of the append; the next append gets this number.
  package let nextSequence: UInt64
  /// The highest record that was found whole behind one that was not; nil for the remains of one append.
  package let lastLostSequence: UInt64?

  /// Whether it was ever acknowledged: the end of a sentence.
  package let acknowledgement: String

  /// Nil for a verdict that leaves nothing to drop.
  /// - Parameter reserved: what the lock file says of numbers used under a weaker durability.
  init?(_ verdict: TailRemains.Verdict, at cursor: LogCursor, _ reserved: ReservedMark?) {
    switch verdict {
    case .end, .intact, .corrupt: return nil
    case .torn(let bytes): (droppedBytes, lastLostSequence) = (bytes, nil)
    case .lost(let bytes, let last): (droppedBytes, lastLostSequence) = (bytes, last)
    }
    path = cursor.segment.file.path
    offset = cursor.offset
    nextSequence = cursor.nextSequence
    acknowledgement = ReservedMark.acknowledgement(of: cursor.nextSequence, reserved)
  }

  /// One sentence for the log.
  package var description: String {
    let what = "\(path): dropped \(droppedBytes) bytes at offset \(offset)"
    guard let lastLostSequence else {
      return
        "\(what), the remains of an append of record \(nextSequence) that was never finished, and \(acknowledgement)"
    }
    return
      "\(what), records \(nextSequence) to \(lastLostSequence), which were not all on disk when the machine went down, and "
      + acknowledgement
  }
}
