// Failure is final. When a write or sync of the log fails, what follows the last synced record may or may not be on disk,
// and a second sync would say that it is although it is not: after a failure the kernel takes the lost pages for clean.
// This is what happens instead.
//
//   1. The process whose write or sync failed leaves a poison mark in the lock file: the segment, and the last record known
//      to be on disk. Its callers are told `outcomeUnknown`. It never syncs that segment again.
//   2. Every process reads the mark under the append lock before it appends, and after its own sync before it answers. Under
//      poison nobody appends, and nobody is told that a record behind the mark is on disk.
//   3. The next opener that may write, with the append lock held, reads the frames behind the last synced record as far as
//      they are intact; the page cache often still has them. It writes them, linked anew, into the next segment, which
//      says in its header that the one before was left where it begins (SegmentFeatures.afterLeftSegment), syncs it,
//      gives it its name, and syncs the directory. Every byte in that segment is newly written, so that this sync can be
//      believed. A poisoned segment is never written to again.
//   4. The mark becomes `mended`. Whoever has the journal open sees that under the lock, after its own sync and when it
//      follows the log, and opens the journal again: what it read behind the mark may not have been carried over. A sync
//      that was under way for a record behind the mark answers `outcomeUnknown`.
//   5. When writing or syncing the new segment fails too, the mark becomes `givenUp`: all processes only read until the
//      machine is started anew. Lack of space is no such failure: the mark stays, and the next opener tries again.
//
// A process that dies before it has left its mark tells nobody: see TailRecovery+Rewriting.swift. One that dies in between
// leaves the mark. Where the new segment has its name already, its content is on disk, and only the names are synced again.

/// Goes on after a failed write or sync without starting the machine anew; used with the append lock held.
struct PoisonMending {
  let directory: JournalDirectory
  let lock: LockFile
  let factory: SegmentFactory

  /// What mending did.
  struct Outcome {
    /// The segment that holds the end of the log now.
    let lastSegment: UInt64
    let report: String
  }

  /// Writes what can be read behind the last synced record into a new segment, and clears the poison.
  ///
  /// Throws `diskFull` where there was no space, with the poison left as it is; `corrupt` where a record that was
  /// acknowledged cannot be read; `poisoned` where it failed for good.
  func mend(_ mark: PoisonMark, lastSegment: UInt64, syncedThrough: UInt64) throws(JournalError) -> Outcome {
    guard let last = try Segment.open(lastSegment, in: directory, .read) else {
      throw JournalError(.notFound, "segment \(lastSegment) of \(directory.path) has just gone", path: directory.path)
    }
    if last.header.features.contains(.afterLeftSegment), mark.segment + 1 == lastSegment {
      return try finish(mark, lastSegment, through: last.header.firstSequence - 1, of: nil)
    }
    // Several segments behind the mark: one was sealed by a sync that cannot be believed either.
    guard mark.segment == lastSegment else { throw giveUp(mark, "segment \(mark.segment + 1) was begun since") }
    var cursor = LogCursor(at: last, in: directory, .read)
    try pass(&cursor, through: syncedThrough)
    let through = cursor.nextSequence - 1
    let reserved = try lock.read().reserved
    var carried = CarriedFrames(behind: cursor, time: directory.fileSystem.wallMilliseconds(), reserved)
    do throws(SegmentFactory.Failure) {
      try factory.make(carried.header) { (file) throws(SystemCallError) in
        try carried.write(to: file, from: &cursor)
      }
    } catch {
      // Acknowledged records may be among what could not be read: the next opener tries again.
      if let failure = carried.readFailure { throw failure }
      let isUnsynced = error.isVisible || error.cause.call == "fsync"
      if error.cause.isOutOfSpace, !isUnsynced { throw .diskFull(error.path, error.cause) }
      throw giveUp(mark, "\(error.path): \(error.cause)")
    }
    return try finish(mark, lastSegment + 1, through: through, of: carried)
  }

  /// Moves past the frames that are known to be on disk.
  private func pass(_ cursor: inout LogCursor, through sequence: UInt64) throws(JournalError) {
    while cursor.nextSequence <= sequence {
      guard case .frame(let frame) = try cursor.step() else {
        throw cursor.corrupt("record \(cursor.nextSequence) was acknowledged, and cannot be read after a failed sync")
      }
      // The mark may stand inside a frame that was delivered in part: it is on disk as a whole or carried as a whole.
      guard frame.header.lastSequence <= sequence else { return }
      cursor.pass(frame.header, checksum: frame.checksum)
    }
  }

  /// The new segment is on disk: syncs the names, and lets everybody append again.
  private func finish(_ mark: PoisonMark, _ number: UInt64, through: UInt64, of carried: CarriedFrames?)
    throws(JournalError) -> Outcome
  {
    do throws(SystemCallError) {
      try directory.synchronize()
    } catch {
      throw giveUp(mark, "\(directory.segments.path): \(error)")
    }
    var mended = mark
    mended.stage = .mended
    mended.syncedThrough = through
    mended.time = directory.fileSystem.wallMilliseconds()
    try JournalDirectory.call(directory.path) { () throws(SystemCallError) in try lock.write(mended) }
    let what = carried.map { $0.description } ?? "what could be read was written anew before"
    return Outcome(
      lastSegment: number,
      report:
        "\(directory.path): went on after a failed \(mark.failure) with segment \(number); records up to \(through) "
        + "were on disk, \(what)"
    )
  }

  private func giveUp(_ mark: PoisonMark, _ reason: String) -> JournalError {
    var final = mark
    final.stage = .givenUp
    // When not even this can be written, the next opener tries what this one did.
    try? lock.write(final)
    return JournalError(
      .poisoned,
      "\(directory.path) takes no more records: after a failed \(mark.failure) what is behind record "
        + "\(mark.syncedThrough) could not be written anew (\(reason)). " + Self.whatRemains,
      path: directory.path
    )
  }

  /// What people can do once mending has failed.
  static let whatRemains =
    "Reading goes on. Look at the disk, then start the machine anew: the journal goes on with what the disk has"
}
