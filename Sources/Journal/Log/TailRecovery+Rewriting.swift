import Glibc

// A failed sync is told to those who have the file open, once. The kernel takes what it could not write for clean from then
// on: programs go on reading it, and the sync of a file opened later succeeds without having written it. Whoever failed
// leaves a mark, but it may be killed before it has, or be held up. So nobody believes its sync of a file that it has just
// opened: what stands in the file and is not known to be on disk is written into it once more, the same bytes in the same
// place. Then they wait to be written again, and a failure to do so is told to this opener, too.
//
// The synced mark says from where on. What is known to be on disk costs nothing, and so does every sync but the first.

extension TailRecovery {
  /// Bytes written again at once.
  private static let pieceSize: UInt64 = 1 << 20

  /// Writes everything before the cursor that is not known to be on disk once more, so that the next sync of its file can
  /// be believed. Where it is no longer what it was, it was lost before it was on disk: the journal is poisoned.
  ///
  /// Nobody else may write there meanwhile.
  func rewrite(before end: LogCursor, syncedThrough: UInt64) throws(JournalError) {
    let first = LogCursor(at: end.segment, in: directory, .readWrite)
    var known = first
    if let place = try lock.read().synced?.place, known.move(to: place), known.offset <= end.offset,
      try rewrite(from: known, to: end).leads(to: end)
    {
      return
    }
    // No such place in this segment, or one of other files than these.
    let stop = try rewrite(from: first, to: end)
    if stop.leads(to: end) { return }
    let verdict = try TailRemains.judge(at: stop, syncedThrough: syncedThrough, bootTag: process.bootTag)
    if case .corrupt(let explanation) = verdict { throw stop.corrupt(explanation) }
    throw poison(
      .sync, in: end.segment.number, path: end.segment.file.path, SystemCallError(call: "fdatasync", number: EIO),
      syncedThrough: syncedThrough)
  }

  /// Returns a cursor behind the last frame or footer that is there.
  private func rewrite(from start: LogCursor, to end: LogCursor) throws(JournalError) -> LogCursor {
    let file = end.segment.file
    var offset = start.offset
    while offset < end.offset {
      let bytes = try file.read(Int(min(Self.pieceSize, end.offset - offset)), at: offset)
      if bytes.isEmpty { break }
      try JournalDirectory.call(file.path) { () throws(SystemCallError) in try file.write(bytes, at: offset) }
      offset += UInt64(bytes.count)
    }
    // Looked at only now: what is to be written cannot get lost any more.
    var cursor = start
    while cursor.offset < end.offset {
      switch try cursor.step() {
      case .frame(let frame): cursor.pass(frame.header, checksum: frame.checksum)
      case .footer(let footer): cursor.pass(footer)
      case .left, .end, .invalid: return cursor
      }
    }
    return cursor
  }
}

extension LogCursor {
  /// Whether this is the same place, after the same bytes.
  fileprivate func leads(to other: LogCursor) -> Bool { offset == other.offset && link == other.link }
}
