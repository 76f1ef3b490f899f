/// One snapshot in the making: fold the snapshot before and the segments since, then copy what is still needed.
struct CompactionPass {
  /// Bytes between two calls of `progress`.
  private static let progressStep: UInt64 = 4 << 20

  private let directory: JournalDirectory
  private let base: Snapshot?
  private let target: UInt64
  private let totalBytes: UInt64
  private var doneBytes: UInt64 = 0
  private var reportedBytes: UInt64 = 0

  init(from base: UInt64?, through target: UInt64, in directory: JournalDirectory) throws(JournalError) {
    self.directory = directory
    self.target = target
    self.base = try base.map { (number) throws(JournalError) in
      guard let snapshot = try Snapshot.open(number, in: directory) else { throw directory.missing(number) }
      return snapshot
    }
    var total: UInt64 = 0
    for number in ((base ?? 0) + 1)...target { total += try Self.segment(number, in: directory).file.status().size }
    totalBytes = 2 * total
  }

  mutating func run(
    _ fold: inout some JournalFold,
    _ report: inout CompactionReport,
    _ progress: (CompactionProgress) throws -> Void
  ) throws {
    if let base {
      try base.state().withUnsafeBytes { try fold.restore($0, through: base.header.lastSequence) }
    }
    let end = try replay(&fold, progress)
    let before = base?.header.lastSequence ?? 0
    var writer = try SnapshotWriter(try header(at: end), state: try fold.encode(), in: directory)
    do {
      report.payloads = try copyPayloads(of: &fold, to: &writer, progress)
      report.snapshotBytes = try writer.finish()
    } catch {
      writer.abandon()
      throw error
    }
    report.segment = target
    report.lastSequence = end.nextSequence - 1
    report.records = report.lastSequence - before
  }

  /// Folds the segments; returns a cursor behind the last one's footer.
  private mutating func replay(
    _ fold: inout some JournalFold,
    _ progress: (CompactionProgress) throws -> Void
  ) throws -> LogCursor {
    let first = try Self.segment((base?.number ?? 0) + 1, in: directory)
    if let base, !first.follows(base.header) {
      throw base.damaged("segment \(first.number) does not belong after it", at: 0)
    }
    var cursor = LogCursor(at: first, in: directory, .read)
    while true {
      switch try cursor.step() {
      case .frame(let frame):
        let fillsFrame = try cursor.withRecords(of: frame) { records in
          try records.forEach { record in
            try fold.apply(record.sequence, record.bytes)
            return true
          }
        }
        guard fillsFrame else { throw cursor.corrupt(FrameFault.records.explanation) }
        cursor.pass(frame.header, checksum: frame.checksum)
        try advance(by: frame.header.frameLength, progress)
      case .footer(let footer):
        cursor.pass(footer)
        if cursor.segment.number == target { return cursor }
        guard try cursor.enterNextSegment() else { throw directory.missing(cursor.segment.number + 1) }
      case .left:
        cursor.passLeftEnd()
        if cursor.segment.number == target { return cursor }
        guard try cursor.enterNextSegment() else { throw directory.missing(cursor.segment.number + 1) }
      case .end: throw cursor.corrupt("the segment ends there without a footer, though there is a later one")
      case .invalid(let fault): throw cursor.corrupt(fault.explanation)
      }
    }
  }

  private func header(at end: LogCursor) throws(JournalError) -> SnapshotHeader {
    SnapshotHeader(
      journalIdentifier: end.segment.header.journalIdentifier,
      segment: target,
      lastSequence: end.nextSequence - 1,
      created: try Self.segment(target + 1, in: directory).header.created,
      link: end.link
    )
  }

  private static func segment(_ number: UInt64, in directory: JournalDirectory) throws(JournalError) -> Segment {
    guard let segment = try Segment.open(number, in: directory, .read) else { throw directory.missing(number) }
    return segment
  }

  private mutating func advance(by bytes: UInt64, _ progress: (CompactionProgress) throws -> Void) throws {
    doneBytes += bytes
    guard doneBytes - reportedBytes >= Self.progressStep else { return }
    reportedBytes = doneBytes
    try progress(CompactionProgress(bytes: doneBytes, totalBytes: totalBytes))
  }
}

// MARK: - Payloads

extension CompactionPass {
  /// The records of a segment that have a payload: from its footer, or, where it was left without one, from its frames.
  private func entries(of segment: Segment) throws -> [PayloadEntry] {
    guard try segment.wasLeft(in: directory) else {
      return try RecordLookup(segment: segment, journal: directory.path).entries()
    }
    var entries: [PayloadEntry] = []
    var cursor = LogCursor(at: segment, in: directory, .read)
    while case .frame(let frame) = try cursor.step() {
      let start = cursor.offset + UInt64(FrameHeader.size)
      entries += cursor.withRecords(of: frame) { $0.payloadEntries(from: start, first: segment.header.firstSequence) }
      cursor.pass(frame.header, checksum: frame.checksum)
    }
    return entries
  }

  /// Copies the records that may still be read, oldest first; returns how many there were.
  private mutating func copyPayloads(
    of fold: inout some JournalFold,
    to writer: inout SnapshotWriter,
    _ progress: (CompactionProgress) throws -> Void
  ) throws -> UInt64 {
    var count: UInt64 = 0
    if let base {
      var reader = StoredRecords(file: base.file, journal: directory.path)
      try base.forEachEntry { sequence, offset in
        guard fold.keepsPayload(of: sequence) else { return }
        try reader.withRecord(sequence, at: offset) { (bytes) throws(JournalError) in try writer.add(sequence, bytes) }
        count += 1
      }
    }
    for number in ((base?.number ?? 0) + 1)...target {
      let segment = try Self.segment(number, in: directory)
      var reader = StoredRecords(file: segment.file, journal: directory.path)
      for entry in try entries(of: segment) {
        let sequence = segment.header.firstSequence + UInt64(entry.sequence)
        guard fold.keepsPayload(of: sequence) else { continue }
        try reader.withRecord(sequence, at: UInt64(entry.offset)) { (bytes) throws(JournalError) in
          try writer.add(sequence, bytes)
        }
        count += 1
      }
      try advance(by: try segment.file.status().size, progress)
    }
    return count
  }
}
