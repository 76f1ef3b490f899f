extension JournalInspection {
  /// Bytes between two calls of `progress`.
  private static let progressStep: UInt64 = 8 << 20

  /// Reads the whole log and checks every snapshot, frame, link, record and footer, and the end against what was acknowledged.
  ///
  /// Stops at the first problem, which is in the report; throws only what `progress` throws, and when the system refuses to
  /// read.
  /// - Parameter progress: called now and then.
  package func verify(_ progress: (VerificationProgress) throws -> Void = { _ in }) throws -> VerificationReport {
    while true {
      let numbers = try directory.segmentNumbers()
      let report = try verify(numbers, progress)
      // What was missing may have been compacted away meanwhile.
      if report.isIntact { return report }
      if try numbers.first == directory.segmentNumbers().first { return report }
    }
  }

  private func verify(_ numbers: [UInt64], _ progress: (VerificationProgress) throws -> Void) throws
    -> VerificationReport
  {
    // One whose segments have gone was replaced, and left behind by a crash: nobody reads it.
    let snapshots = try directory.snapshotNumbers().filter { $0 + 1 >= numbers.first ?? 0 }
    var verification = Verification(numbers: numbers, totalBytes: try totalBytes(numbers, snapshots))
    let syncedThrough = try lock.read().synced?.sequence ?? 0
    do {
      try verify(snapshots, &verification, progress)
      try verifySegments(&verification, snapshots, syncedThrough: syncedThrough, progress)
    } catch let error as JournalError where error.code == .corrupt || error.code == .newerVersion {
      verification.report.problem = error
    }
    return verification.report
  }

  private struct Verification {
    /// The segments there were at the start.
    let numbers: [UInt64]
    let totalBytes: UInt64
    var report = VerificationReport()
    var lastProgress: UInt64 = 0
    /// Entries the footer of the segment must have.
    var payloads: [PayloadEntry] = []

    /// By the list made at the start: a segment may have been sealed and another made since.
    func isBeforeLast(_ segment: Segment) -> Bool { numbers.contains { $0 > segment.number } }
  }

  private func totalBytes(_ segments: [UInt64], _ snapshots: [UInt64]) throws(JournalError) -> UInt64 {
    var total: UInt64 = 0
    for number in segments {
      if let file = try directory.openSegment(Segment.fileName(number), .read) { total += try file.status().size }
    }
    for number in snapshots {
      if let file = try directory.openSnapshot(Snapshot.fileName(number), .read) { total += try file.status().size }
    }
    return total
  }

  private func verify(
    _ snapshots: [UInt64],
    _ verification: inout Verification,
    _ progress: (VerificationProgress) throws -> Void
  ) throws {
    for number in snapshots {
      guard let snapshot = try Snapshot.open(number, in: directory) else { continue }
      try snapshot.verify(in: directory)
      verification.report.snapshots += 1
      verification.report.bytes += try snapshot.file.status().size
      try report(verification.report.bytes, &verification, progress)
    }
  }

  private func verifySegments(
    _ verification: inout Verification,
    _ snapshots: [UInt64],
    syncedThrough: UInt64,
    _ progress: (VerificationProgress) throws -> Void
  ) throws {
    guard let number = verification.numbers.first, let first = try Segment.open(number, in: directory, .read) else {
      return
    }
    var cursor = LogCursor(at: first, in: directory, .read)
    guard number == 1 || snapshots.contains(where: { $0 + 1 >= number }) else {
      throw cursor.corrupt("segments 1 to \(number - 1) are missing, and no snapshot covers them")
    }
    verification.report.bytes += UInt64(SegmentHeader.size)
    while true {
      switch try cursor.step() {
      case .frame(let frame):
        try verify(frame, at: &cursor, &verification)
        try report(verification.report.bytes, &verification, progress)
      case .footer(let footer):
        guard try verify(footer, at: &cursor, &verification) else {
          return try checkEnd(of: cursor, syncedThrough: syncedThrough)
        }
      case .left:
        verification.report.payloads += UInt64(verification.payloads.count)
        verification.payloads = []
        verification.report.segments += 1
        cursor.passLeftEnd()
        guard try cursor.enterNextSegment() else {
          throw JournalError.stale(directory.path, after: cursor.nextSequence - 1)
        }
        verification.report.bytes += UInt64(SegmentHeader.size)
      case .end, .invalid:
        verification.report.segments += 1
        return try verifyRemains(at: cursor, &verification, syncedThrough: syncedThrough)
      }
    }
  }

  private func verify(_ frame: LogCursor.Frame, at cursor: inout LogCursor, _ verification: inout Verification) throws {
    let start = cursor.offset + UInt64(FrameHeader.size)
    let first = cursor.segment.header.firstSequence
    var damaged: FrameRecords.Record?
    let fillsFrame = cursor.withRecords(of: frame) { records in
      records.forEach { record in
        guard let checksum = record.prefix.checksum else { return true }
        let offset = UInt32(start) + UInt32(record.offset)
        verification.payloads.append(PayloadEntry(sequence: UInt32(record.sequence - first), offset: offset))
        if RecordFormat.checksum(of: record.bytes, sequence: record.sequence) != checksum { damaged = record }
        return damaged == nil
      }
    }
    if let damaged { throw cursor.corrupt("the checksum of record \(damaged.sequence) is wrong") }
    guard fillsFrame else { throw cursor.corrupt(FrameFault.records.explanation) }
    cursor.pass(frame.header, checksum: frame.checksum)
    verification.report.frames += 1
    verification.report.records += UInt64(frame.header.recordCount)
    verification.report.bytes += frame.header.frameLength
    verification.report.lastSequence = frame.header.lastSequence
  }

  /// Moves to the next segment; false when the footer is the end of the log.
  private func verify(_ footer: SegmentFooter, at cursor: inout LogCursor, _ verification: inout Verification) throws
    -> Bool
  {
    let file = cursor.segment.file
    let size = SegmentFooter.size(entries: verification.payloads.count)
    let written = try file.read(footer.size, at: cursor.offset)
    let expected = SegmentFooter.encode(
      entries: verification.payloads,
      offset: footer.offset,
      firstSequence: cursor.segment.header.firstSequence,
      lastSequence: cursor.nextSequence - 1,
      frameCount: cursor.framesPassed,
      link: cursor.link
    )
    guard footer.size == size, written == expected else {
      throw cursor.corrupt("the footer of the segment does not agree with its frames")
    }
    cursor.pass(footer)
    verification.report.payloads += UInt64(verification.payloads.count)
    verification.payloads = []
    verification.report.segments += 1
    verification.report.sealedSegments += 1
    verification.report.bytes += UInt64(size)
    guard try cursor.enterNextSegment() else {
      guard !verification.isBeforeLast(cursor.segment) else {
        throw cursor.corrupt("segment \(cursor.segment.number + 1) is missing, though later ones are there")
      }
      return false
    }
    let left = try file.status().size - footer.end
    let rest = try file.read(Int(min(left, UInt64(JournalLimits.segmentBytes))), at: footer.end)
    guard rest.withUnsafeBytes({ $0.isAllZero }) else {
      throw JournalError.corrupt(
        "other bytes stand after the footer",
        path: file.path,
        journal: directory.path,
        offset: footer.end,
        sequence: cursor.nextSequence
      )
    }
    verification.report.bytes += UInt64(SegmentHeader.size)
    return true
  }

  private func verifyRemains(at cursor: LogCursor, _ verification: inout Verification, syncedThrough: UInt64) throws {
    verification.report.payloads += UInt64(verification.payloads.count)
    guard !verification.isBeforeLast(cursor.segment) else {
      throw cursor.corrupt("the segment ends there without a footer, though there is a later one")
    }
    let verdict = try settledVerdict(at: cursor, syncedThrough: syncedThrough)
    if case .corrupt(let explanation) = verdict { throw cursor.corrupt(explanation) }
    verification.report.tornTail = RecoveryReport(verdict, at: cursor, try lock.read().reserved)
  }

  func settledVerdict(at cursor: LogCursor, syncedThrough: UInt64) throws(JournalError) -> TailRemains.Verdict {
    var looks = SecondLooks()
    while true {
      let verdict = try TailRemains.judge(at: cursor, syncedThrough: syncedThrough, bootTag: bootTag)
      guard case .corrupt = verdict,
        try looks.allow(at: cursor.nextSequence, lock: lock, fileSystem: directory.fileSystem)
      else { return verdict }
    }
  }

  private func checkEnd(of cursor: LogCursor, syncedThrough: UInt64) throws {
    guard syncedThrough < cursor.nextSequence else {
      throw cursor.corrupt("record \(cursor.nextSequence) was acknowledged, and is missing")
    }
  }

  private func report(
    _ bytes: UInt64,
    _ verification: inout Verification,
    _ progress: (VerificationProgress) throws -> Void
  ) throws {
    guard bytes - verification.lastProgress >= Self.progressStep else { return }
    verification.lastProgress = bytes
    let records = verification.report.records
    try progress(VerificationProgress(bytes: bytes, totalBytes: verification.totalBytes, records: records))
  }
}
