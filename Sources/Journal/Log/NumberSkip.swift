/// Begins a segment behind numbers that may belong to records which were lost after they were accepted; the rule is in
/// JournalOptions+Durability.swift. Used while the journal is opened, with the append lock held and the end of the log in
/// order.
///
/// Sealing and beginning are what an append does when a segment is full. A crash between leaves a sealed segment, behind
/// which the next opener begins; one after both leaves nothing to do.
struct NumberSkip {
  let directory: JournalDirectory

  /// Goes on behind `mark`.
  /// - Returns: where the log ends now.
  func skip(to mark: ReservedMark, from end: LogCursor, _ writer: inout SegmentWriter) throws(Failure) -> LogCursor {
    let catalog = SegmentCatalog()
    var follower = LogFollower(at: LogCursor(at: end.segment, in: directory, .readWrite), catalog: catalog)
    do {
      // Only for the footer, which lists every record with a payload.
      _ = try follower.follow { _, _ in }
    } catch let error as JournalError {
      throw .reading(error)
    } catch {
      preconditionFailure("a follower that delivers to nobody failed with \(error)")
    }
    guard follower.cursor.offset == end.offset, follower.cursor.link == end.link else {
      throw .reading(follower.cursor.corrupt("the segment does not go on to record \(end.nextSequence - 1)"))
    }
    do throws(WriteFailure) {
      try writer.skip(
        to: mark.sequence + 1, catalog.payloads, at: &follower, time: directory.fileSystem.wallMilliseconds())
    } catch {
      throw .writing(error)
    }
    return follower.cursor
  }

  /// Why the numbers were not skipped.
  enum Failure: Error {
    case reading(JournalError)
    case writing(WriteFailure)
  }
}
