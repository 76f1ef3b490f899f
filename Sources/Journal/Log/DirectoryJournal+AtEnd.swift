/// Journals opened at their end, for appends that are right whatever stands before them.
extension DirectoryJournal {
  /// A last segment of no more than this is read and checked as a whole, which takes no time; bytes.
  private static let largestReadAtEnd: UInt64 = 256 << 10

  /// Opens a journal at its end, makes it where there is none: takes as long however much stands in it.
  ///
  /// Nothing of what stands there already is delivered, only what others append from then on. Where the log ends is taken
  /// from the lock file's hint if a valid frame ends there, else found in the last segment. Of that, unless it is short, no
  /// more is read until it has to be sealed.
  /// - Returns: nil while nothing may be appended; opening all of it says why.
  package static func openAtEnd(
    _ path: String,
    options: JournalOptions = JournalOptions(),
    fileSystem: any FileSystem = SystemFileSystem()
  ) throws(JournalError) -> DirectoryJournal? {
    let opening = try JournalOpening(path, mode: .readWrite, options: options, fileSystem: fileSystem)
    guard let end = opening.end else { return nil }
    guard end.offset <= largestReadAtEnd else { return try DirectoryJournal(opening, at: end) }
    let journal = try DirectoryJournal(opening, at: LogCursor(at: end.segment, in: opening.directory, .readWrite))
    do {
      try journal.catchUp { _, _ in }
    } catch let error as JournalError {
      if error.code == .stale { return nil }
      throw error
    } catch {
      preconditionFailure("a journal that delivers to nobody failed with \(error)")
    }
    return journal
  }

  /// How many entries the footer of the last segment has at most.
  func entryCount(_ state: State) -> Int {
    let cursor = state.follower.cursor
    guard state.segmentEnteredAtEnd == cursor.segment.number else { return catalog.payloadCount }
    return Int(cursor.nextSequence - cursor.segment.header.firstSequence)
  }

  /// Reads the last segment from its start if it was entered at its end and may have to be sealed before this frame: the
  /// footer lists every record with a payload. Called with the append lock held, at the end of the log.
  func readForFooter(_ state: inout State, length: Int, records: Int) throws {
    let cursor = state.follower.cursor
    guard state.segmentEnteredAtEnd == cursor.segment.number, !cursor.isSealed else { return }
    let footer = SegmentFooter.size(entries: entryCount(state) + records)
    let end = cursor.offset + UInt64(length + footer)
    if try end <= min(UInt64(options.segmentSize), cursor.segment.file.status().size) { return }
    catalog.restart()
    var follower = LogFollower(at: LogCursor(at: cursor.segment, in: directory, .readWrite), catalog: catalog)
    let stop = try follower.follow { _, _ in }
    guard stop == .end, follower.cursor.offset == cursor.offset, follower.cursor.link == cursor.link else {
      throw follower.cursor.corrupt(
        "the log does not go on to record \(cursor.nextSequence - 1), where it ended before")
    }
    state.follower = follower
    state.segmentEnteredAtEnd = nil
  }
}
