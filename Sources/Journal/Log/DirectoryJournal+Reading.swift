import Synchronization

extension DirectoryJournal {
  package func record(_ sequence: UInt64) throws -> [UInt8] {
    try knownRecord(sequence)
  }

  package func read(from sequence: UInt64, _ receive: (UInt64, UnsafeRawBufferPointer) throws -> Bool) throws {
    guard var cursor = try cursor(before: max(sequence, 1)) else { return }
    // Whoever reads on where it stopped need not begin at the start of the segment again.
    defer { lastRead.withLock { $0 = cursor } }
    // What was read ahead may be older than `position`: only a second look shows that something is missing.
    var hasLookedAgain = false
    while true {
      if cursor.isSealed {
        guard try cursor.enterNextSegment() else { return }
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
    guard sequence > 0, sequence <= position, let place = catalog.place(of: sequence) else { throw noRecord(sequence) }
    let lookup: RecordLookup
    let offset: UInt64?
    switch place {
    case .sealed(let number):
      lookup = RecordLookup(segment: try openSegments.segment(number), journal: path)
      offset = try lookup.offset(of: sequence)
    case .open(let number, let known):
      lookup = RecordLookup(segment: try openSegments.segment(number), journal: path)
      offset = known.map(UInt64.init)
    }
    if let offset { return try lookup.record(sequence, at: offset) }
    return try search(for: sequence, in: lookup.segment)
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
    // Before the first record there may be a gap.
    guard let number = catalog.segment(of: sequence) ?? catalog.first?.number else { return nil }
    return LogCursor(at: try openSegments.segment(number), in: directory, .read)
  }
}
