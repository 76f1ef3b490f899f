/// Which files make up a journal now: segments without a gap, and the snapshots that the first of them can follow.
struct JournalLayout: Sendable {
  /// How often the names are read again when they do not fit together: others may be removing and renaming.
  private static let looks = 5

  let segments: ClosedRange<UInt64>
  /// The last segments covered, in order. The segment after each is there.
  let snapshots: [UInt64]

  /// Reads the names; nil when there is neither a segment nor a snapshot.
  static func read(_ directory: JournalDirectory) throws(JournalError) -> JournalLayout? {
    var failure: JournalError?
    for _ in 0..<looks {
      // The snapshots first: segments go only after the snapshot that covers them has come.
      let snapshots = try directory.snapshotNumbers()
      let numbers = try directory.segmentNumbers()
      guard let first = numbers.first, let last = numbers.last else {
        if snapshots.isEmpty { return nil }
        failure = directory.incomplete("there are snapshots, and no segment", in: directory.segments)
        continue
      }
      if let missing = (first...last).first(where: { !numbers.contains($0) }) {
        failure = directory.missing(missing)
      } else if let late = snapshots.last, late >= last {
        failure = directory.missing(late + 1)
      } else {
        // One whose segments have gone was replaced while the names were read, or left behind by a crash.
        let usable = snapshots.filter { $0 + 1 >= first }
        if first == 1 || !usable.isEmpty { return JournalLayout(segments: first...last, snapshots: usable) }
        let what = "segments 1 to \(first - 1) are missing, and no snapshot covers them"
        failure = directory.incomplete(what, in: directory.segments)
      }
    }
    throw failure ?? directory.incomplete("its files keep changing", in: directory.segments)
  }
}

extension JournalDirectory {
  /// The error that says that a segment is not there.
  func missing(_ segment: UInt64) -> JournalError {
    let path = segments.path + "/" + Segment.fileName(segment)
    return JournalError(
      .corrupt,
      "\(path) is missing, though what comes after it is there. put it back from a copy. "
        + JournalError.nothingChanged(self.path),
      path: path
    )
  }

  fileprivate func incomplete(_ what: String, in folder: OpenFile) -> JournalError {
    JournalError(
      .corrupt,
      "\(folder.path) is incomplete: \(what). Nothing was changed; put the files back from a copy, or choose another "
        + "directory",
      path: folder.path
    )
  }
}
