extension JournalInspection {
  /// Delivers the records with numbers from `first` through `last`, as far as there are any, without folding them.
  ///
  /// Stops at the end of the log. Throws `corrupt` at damage, with everything before it delivered.
  package func records(
    from first: UInt64,
    through last: UInt64,
    _ receive: (_ sequence: UInt64, _ bytes: UnsafeRawBufferPointer) throws -> Void
  ) throws {
    guard let segment = try segment(holding: first) else { return }
    var cursor = LogCursor(at: segment, in: directory, .read)
    while cursor.nextSequence <= last {
      switch try cursor.step() {
      case .frame(let frame):
        try deliver(frame, at: cursor, first...last, receive)
        cursor.pass(frame.header, checksum: frame.checksum)
        continue
      case .footer(let footer): cursor.pass(footer)
      case .left: cursor.passLeftEnd()
      case .end, .invalid: return try checkRemains(at: cursor)
      }
      guard try cursor.enterNextSegment() else { return }
    }
  }

  /// The last segment that does not begin after the record, else the first.
  private func segment(holding sequence: UInt64) throws(JournalError) -> Segment? {
    let numbers = try directory.segmentNumbers()
    for number in numbers.reversed() {
      guard let segment = try Segment.open(number, in: directory, .read) else { continue }
      if segment.header.firstSequence <= sequence || number == numbers.first { return segment }
    }
    return nil
  }

  private func deliver(
    _ frame: LogCursor.Frame,
    at cursor: LogCursor,
    _ wanted: ClosedRange<UInt64>,
    _ receive: (UInt64, UnsafeRawBufferPointer) throws -> Void
  ) throws {
    let fillsFrame = try cursor.withRecords(of: frame) { records in
      try records.forEach { record in
        if wanted.contains(record.sequence) { try receive(record.sequence, record.bytes) }
        return true
      }
    }
    guard fillsFrame else { throw cursor.corrupt(FrameFault.records.explanation) }
  }

  private func checkRemains(at cursor: LogCursor) throws(JournalError) {
    let syncedThrough = try lock.read().synced?.sequence ?? 0
    let verdict = try settledVerdict(at: cursor, syncedThrough: syncedThrough)
    if case .corrupt(let explanation) = verdict { throw cursor.corrupt(explanation) }
    guard try !directory.hasSegment(Segment.fileName(cursor.segment.number + 1)) || verdict == .intact else {
      throw cursor.corrupt("the segment ends there without a footer, though there is a later one")
    }
  }
}
