/// Looks at a journal without changing it, and without a lock: also while others append.
package struct JournalInspection {
  let directory: JournalDirectory
  let lock: LockFile
  private let lastSegment: Segment
  let bootTag: UInt32

  /// Opens a journal for looking at it; its last segment must have a header that can be read.
  package init(_ path: String, fileSystem: any FileSystem = SystemFileSystem()) throws(JournalError) {
    directory = try JournalDirectory(path, mode: .readOnly, force: true, fileSystem: fileSystem)
    // The last one stays while others are compacted away.
    guard let last = try directory.segmentNumbers().last, let segment = try Segment.open(last, in: directory, .read)
    else {
      throw JournalError(
        .notFound,
        "there is no journal at \(path); `daybook up` or the first `daybook add` makes one",
        path: path
      )
    }
    lastSegment = segment
    var lock = try LockFile(in: directory, mode: .readOnly)
    lock.identify(segment.header.journalIdentifier)
    self.lock = lock
    bootTag = try JournalDirectory.call(path) { () throws(SystemCallError) in try fileSystem.currentProcess().bootTag }
  }

  /// What can be said without reading every record: of a sealed segment, its footer is believed.
  package func information() throws(JournalError) -> JournalInformation {
    let content = try lock.read()
    var segments: [JournalInformation.SegmentInformation] = []
    var tail: String?
    let snapshots = try snapshotInformation()
    for number in try directory.segmentNumbers() {
      guard let segment = try Segment.open(number, in: directory, .read) else { continue }
      // A footer behind the place where a segment was left does not count.
      if !(try segment.wasLeft(in: directory)), let sealed = try sealedInformation(segment) {
        segments.append(sealed)
      } else {
        let (information, remains) = try openInformation(segment, syncedThrough: content.synced?.sequence ?? 0)
        segments.append(information)
        tail = remains
      }
    }
    let isHeld = try lock.isHeld()
    return JournalInformation(
      version: (SegmentHeader.majorVersion, lastSegment.header.minorVersion),
      journalIdentifier: lastSegment.header.journalIdentifier,
      created: try firstCreated(),
      snapshots: snapshots,
      segments: segments,
      tail: tail,
      holder: content.holder.map { JournalInformation.Holder(process: $0.process, isHeld: isHeld) },
      syncedThrough: content.synced?.sequence ?? 0,
      reservedThrough: content.reserved?.sequence ?? 0,
      poison: content.poisonToday
    )
  }

  private func snapshotInformation() throws(JournalError) -> [JournalInformation.SnapshotInformation] {
    var all: [JournalInformation.SnapshotInformation] = []
    for number in try directory.snapshotNumbers() {
      guard let snapshot = try Snapshot.open(number, in: directory) else { continue }
      all.append(
        JournalInformation.SnapshotInformation(
          number: number,
          path: snapshot.file.path,
          lastSequence: snapshot.header.lastSequence,
          bytes: try snapshot.file.status().size,
          stateBytes: snapshot.trailer.stateLength,
          payloads: snapshot.trailer.recordCount
        )
      )
    }
    return all
  }

  /// When the first segment that is still there was made.
  private func firstCreated() throws(JournalError) -> Int64 {
    guard let first = try directory.segmentNumbers().first, let segment = try Segment.open(first, in: directory, .read)
    else { return lastSegment.header.created }
    return segment.header.created
  }

  /// Nil when the file does not end in a footer.
  private func sealedInformation(_ segment: Segment) throws(JournalError) -> JournalInformation.SegmentInformation? {
    guard let footer = try SegmentFooter.atEnd(of: segment.file) else { return nil }
    let size = try segment.file.status().size
    return JournalInformation.SegmentInformation(
      number: segment.number,
      path: segment.file.path,
      firstSequence: segment.header.firstSequence,
      lastSequence: footer.lastSequence,
      bytes: size,
      usedBytes: size,
      frames: footer.frameCount,
      isSealed: true
    )
  }

  /// Of a segment without a footer, the frames are read.
  private func openInformation(_ segment: Segment, syncedThrough: UInt64) throws(JournalError)
    -> (JournalInformation.SegmentInformation, tail: String?)
  {
    var cursor = LogCursor(at: segment, in: directory, .read)
    var tail: String?
    reading: while true {
      switch try cursor.step() {
      case .frame(let frame): cursor.pass(frame.header, checksum: frame.checksum)
      case .footer(let footer):
        cursor.pass(footer)
        break reading
      case .left:
        cursor.passLeftEnd()
        break reading
      case .end, .invalid:
        tail = try describeRemains(at: cursor, syncedThrough: syncedThrough)
        break reading
      }
    }
    let information = JournalInformation.SegmentInformation(
      number: segment.number,
      path: segment.file.path,
      firstSequence: segment.header.firstSequence,
      lastSequence: cursor.nextSequence - 1,
      bytes: try segment.file.status().size,
      usedBytes: cursor.offset,
      frames: cursor.framesPassed,
      isSealed: cursor.isSealed
    )
    return (information, tail)
  }

  private func describeRemains(at cursor: LogCursor, syncedThrough: UInt64) throws(JournalError) -> String? {
    switch try TailRemains.judge(at: cursor, syncedThrough: syncedThrough, bootTag: bootTag) {
    case .end, .intact: nil
    case .lost(let bytes, let last):
      "\(bytes) bytes at offset \(cursor.offset), records \(cursor.nextSequence) to \(last), lost when the machine went down"
    case .torn(let bytes): "\(bytes) bytes at offset \(cursor.offset) of an append that was never finished"
    case .corrupt(let explanation): cursor.corrupt(explanation).message
    }
  }
}
