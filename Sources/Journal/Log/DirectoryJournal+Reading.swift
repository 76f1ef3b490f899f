import Synchronization

extension DirectoryJournal {
  package func record(_ sequence: UInt64) throws -> [UInt8] {
    try knownRecord(sequence)
  }

  package func payloadRecord(_ sequence: UInt64) throws -> [UInt8]? {
    guard sequence > 0, sequence <= position else { throw noRecord(sequence) }
    var known: UInt64?
    repeat {
      known = snapshotNumber
      if let record = try recordInSnapshot(sequence) { return record }
      if let found = try lookUp(sequence) { return found.record }
      // Compacted away since that was looked at last.
    } while try hasNewerSnapshot(than: known)
    return nil
  }

  package func read(from sequence: UInt64, _ receive: (UInt64, UnsafeRawBufferPointer) throws -> Bool) throws {
    guard var cursor = try cursor(before: max(sequence, 1)) else { return }
    // Whoever reads on where it stopped need not begin at the start of the segment again.
    defer { lastRead.withLock { $0 = cursor } }
    // What was read ahead may be older than `position`: only a second look shows that something is missing.
    var hasLookedAgain = false
    while true {
      if cursor.isSealed {
        guard try cursor.enterNextSegment() else { return try checkGap(at: cursor) }
      }
      switch try cursor.step() {
      case .footer(let footer): cursor.pass(footer)
      case .left: cursor.passLeftEnd()
      case .frame(let frame):
        guard try deliver(frame, at: cursor, from: sequence, receive) else { return }
        cursor.pass(frame.header, checksum: frame.checksum)
        hasLookedAgain = false
      case .end where cursor.nextSequence > position: return
      // Perhaps still being written.
      case .invalid where cursor.nextSequence > position: return
      case .end where !hasLookedAgain, .invalid where !hasLookedAgain:
        cursor.forgetWindow()
        hasLookedAgain = true
      case .end: throw cursor.corrupt("the record is missing")
      case .invalid(let fault): throw cursor.corrupt(fault.explanation)
      }
    }
  }

  /// Delivers the records of a frame from `sequence` on; false when `receive` wants no more.
  private func deliver(
    _ frame: LogCursor.Frame,
    at cursor: LogCursor,
    from sequence: UInt64,
    _ receive: (UInt64, UnsafeRawBufferPointer) throws -> Bool
  ) throws -> Bool {
    guard frame.header.lastSequence >= sequence else { return true }
    var wantsMore = true
    let fillsFrame = try cursor.withRecords(of: frame) { records in
      try records.forEach { record in
        guard record.sequence >= sequence else { return true }
        wantsMore = try receive(record.sequence, record.bytes)
        return wantsMore
      }
    }
    guard fillsFrame else { throw cursor.corrupt(FrameFault.records.explanation) }
    return wantsMore
  }

  private func knownRecord(_ sequence: UInt64) throws(JournalError) -> [UInt8] {
    guard sequence > 0, sequence <= position else { throw noRecord(sequence) }
    var known: UInt64?
    repeat {
      known = snapshotNumber
      if let record = try recordInSnapshot(sequence) { return record }
      if let (segment, record) = try lookUp(sequence) {
        if let record { return record }
        return try search(for: sequence, in: segment)
      }
      // Compacted away since that was looked at last.
    } while try hasNewerSnapshot(than: known)
    // Before the first record of a log that was never compacted there may be a gap.
    guard let first = try firstSegment(), first.number > 1, first.header.firstSequence > sequence else {
      throw noRecord(sequence)
    }
    throw .compacted(path, first: first.header.firstSequence)
  }

  private func recordInSnapshot(_ sequence: UInt64) throws(JournalError) -> [UInt8]? {
    guard let snapshot = snapshot.withLock({ $0 }), sequence <= snapshot.header.lastSequence else { return nil }
    return try snapshot.record(sequence)
  }

  /// The segment of a record, nil when that was compacted away; the record itself only if it has a payload.
  private func lookUp(_ sequence: UInt64) throws(JournalError) -> (segment: Segment, record: [UInt8]?)? {
    let segment: Segment
    let offset: UInt64?
    switch catalog.place(of: sequence) {
    case .open(let number, let known):
      guard let open = try openSegments.segment(number) else { return nil }
      segment = open
      offset = known.map(UInt64.init)
    case .sealed(let number):
      guard let open = try openSegments.segment(number) else { return nil }
      segment = open
      offset = try RecordLookup(segment: open, journal: path).offset(of: sequence)
    case nil:
      guard let open = try olderSegment(of: sequence) else { return nil }
      segment = open
      // A segment that was left has no table.
      if try open.wasLeft(in: directory) { return (open, try search(for: sequence, in: open)) }
      offset = try RecordLookup(segment: open, journal: path).offset(of: sequence)
    }
    guard let offset else { return (segment, nil) }
    return (segment, try RecordLookup(segment: segment, journal: path).record(sequence, at: offset))
  }

  /// A record without a payload has no entry: its frame is looked for from the start of the segment.
  private func search(for sequence: UInt64, in segment: Segment) throws(JournalError) -> [UInt8] {
    var cursor = LogCursor(at: segment, in: directory, .read)
    while case .frame(let frame) = try cursor.step() {
      if frame.header.lastSequence >= sequence {
        var found: [UInt8]?
        let fillsFrame = cursor.withRecords(of: frame) { records in
          records.forEach { record in
            if record.sequence == sequence { found = Array(record.bytes) }
            return found == nil
          }
        }
        if fillsFrame, let found { return found }
        break
      }
      cursor.pass(frame.header, checksum: frame.checksum)
    }
    // The numbers before a gap end with the segment; anything else that ends it is damage.
    if cursor.nextSequence <= sequence, try isEnd(&cursor) { throw noRecord(sequence) }
    throw cursor.corrupt("record \(sequence) is not where it was")
  }

  private func isEnd(_ cursor: inout LogCursor) throws(JournalError) -> Bool {
    switch try cursor.step() {
    case .footer, .left: true
    case .frame, .end, .invalid: false
    }
  }

  private func noRecord(_ sequence: UInt64) -> JournalError {
    JournalError(
      .noSuchRecord,
      "there is no record \(sequence) in \(path); the last one is \(position)",
      path: path,
      sequence: sequence
    )
  }

  /// A cursor at or before the record: where the last read stopped, else at the start of the segment that holds it.
  private func cursor(before sequence: UInt64) throws(JournalError) -> LogCursor? {
    if var last = lastRead.withLock({ $0 }), last.nextSequence <= sequence {
      last.forgetWindow()
      return last
    }
    if let number = catalog.segment(of: sequence), let segment = try openSegments.segment(number) {
      return LogCursor(at: segment, in: directory, .read)
    }
    guard let segment = try olderSegment(of: sequence) else {
      guard let first = try firstSegment() else { return nil }
      // Before the first record of a log that was never compacted there may be a gap.
      if first.number == 1 { return LogCursor(at: first, in: directory, .read) }
      throw .compacted(path, first: first.header.firstSequence)
    }
    return LogCursor(at: segment, in: directory, .read)
  }
}

// MARK: - Compacted away

extension DirectoryJournal {
  /// The segment that holds a record from before where this store began to follow; nil when it was compacted away.
  private func olderSegment(of sequence: UInt64) throws(JournalError) -> Segment? {
    guard let layout = try JournalLayout.read(directory) else { return nil }
    var low = layout.segments.lowerBound
    var high = layout.segments.upperBound
    var found: Segment?
    while low <= high {
      let middle = (low + high) / 2
      guard let segment = try openSegments.segment(middle) else {
        low = middle + 1
        continue
      }
      if segment.header.firstSequence <= sequence {
        found = segment
        low = middle + 1
      } else {
        high = middle - 1
      }
    }
    return found
  }

  /// The log goes on in a segment that is not there: either not yet, or no more.
  private func checkGap(at cursor: LogCursor) throws(JournalError) {
    guard cursor.nextSequence <= position, let first = try firstSequence() else { return }
    throw .compacted(path, first: first)
  }

  /// The first record that is still in the log; nil when there is no journal any more.
  func firstSequence() throws(JournalError) -> UInt64? { try firstSegment()?.header.firstSequence }

  private func firstSegment() throws(JournalError) -> Segment? {
    while let layout = try JournalLayout.read(directory) {
      if let first = try Segment.open(layout.segments.lowerBound, in: directory, .read) { return first }
      // Compacted away since its name was read.
    }
    return nil
  }

  private var snapshotNumber: UInt64? { snapshot.withLock { $0?.number } }

  /// Whether there is another snapshot than the one looked at; another thread may have found it in the meantime.
  private func hasNewerSnapshot(than known: UInt64?) throws(JournalError) -> Bool {
    if try findNewerSnapshot() { return true }
    return snapshotNumber != known
  }

  /// Looks for a snapshot newer than the one known, and lets go of files that it replaces: an open file takes space even
  /// when it was removed.
  @discardableResult
  func findNewerSnapshot() throws(JournalError) -> Bool {
    guard let number = try directory.snapshotNumbers().last, number > snapshot.withLock({ $0?.number ?? 0 }),
      let newer = try Snapshot.open(number, in: directory)
    else { return false }
    snapshot.withLock { $0 = newer }
    openSegments.close()
    lastRead.withLock { $0 = nil }
    return true
  }
}
