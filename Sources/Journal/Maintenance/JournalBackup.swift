// A backup is taken while others append. It holds whole frames, from the first record of the log up to one that is known
// to be on disk: everything that was acknowledged before the backup began, and nothing that a crash could take back. Only
// the log is copied; captured output is not part of it. The copies get their names when all of them are on disk, so that an
// interrupted backup cannot be taken for a journal.

/// Copies a journal to another directory.
package struct JournalBackup {
  private let source: JournalDirectory
  private let inspection: JournalInspection
  private let fileSystem: any FileSystem
  private let force: Bool

  /// How far a backup has come.
  package struct Progress: Sendable {
    /// Bytes copied, of `totalBytes`.
    package let bytes: UInt64
    package let totalBytes: UInt64
  }

  /// What was copied.
  package struct Report: Sendable {
    package let destination: String
    package let segments: UInt64
    package let records: UInt64
    /// The last record copied; 0 when there is none.
    package let lastSequence: UInt64
    package let bytes: UInt64
  }

  /// - Parameter force: also from and to network file systems.
  package init(of path: String, force: Bool = false, fileSystem: any FileSystem = SystemFileSystem())
    throws(JournalError)
  {
    source = try JournalDirectory(path, mode: .readOnly, force: true, fileSystem: fileSystem)
    inspection = try JournalInspection(path, fileSystem: fileSystem)
    self.fileSystem = fileSystem
    self.force = force
  }

  /// Copies the journal into a directory that is empty or does not exist, and verifies the copy.
  ///
  /// Throws `refused` for another directory, `corrupt` when the journal is damaged, and what `progress` throws.
  package func run(to destination: String, _ progress: (Progress) throws -> Void = { _ in }) throws -> Report {
    try checkEmpty(destination)
    let point = try syncedPoint()
    let target = try JournalDirectory(destination, mode: .readWrite, force: force, fileSystem: fileSystem)
    let pieces = try pieces(through: point)
    let total = pieces.reduce(0) { $0 + $1.bytes }
    var bytes: UInt64 = 0
    for piece in pieces {
      let folder = try folder(of: piece, in: target)
      let copy = FileCopy(in: folder, path: folder.path, fileSystem)
      try copy.make(piece.name + SegmentFactory.unfinishedSuffix, of: piece.file, bytes: piece.bytes) { part in
        bytes += part
        try progress(Progress(bytes: bytes, totalBytes: total))
      }
    }
    try name(pieces, in: target)
    let report = try JournalInspection(destination, fileSystem: fileSystem).verify()
    if let problem = report.problem { throw problem }
    return Report(
      destination: destination,
      segments: report.segments,
      records: report.records,
      lastSequence: report.lastSequence,
      bytes: bytes
    )
  }

  private func checkEmpty(_ destination: String) throws(JournalError) {
    let directory: OpenFile
    do throws(SystemCallError) {
      directory = OpenFile(
        try fileSystem.open(destination, in: nil, .directory), path: destination, fileSystem: fileSystem)
    } catch {
      let failure = JournalError.reading(destination, error)
      // A file in its place, or on the way, is no directory that can be made.
      if failure.code == .notFound, error.isMissing { return }
      throw failure
    }
    let names = try JournalDirectory.call(destination) { () throws(SystemCallError) in
      try fileSystem.names(in: directory.descriptor)
    }
    guard names.isEmpty else {
      throw JournalError(
        .refused,
        "\(destination) is not empty; nothing was copied. Name a directory that is empty or does not exist",
        path: destination
      )
    }
  }

  /// The last record known to be on disk: what is there now, if it can be synced, else what the lock file says.
  private func syncedPoint() throws(JournalError) -> UInt64 {
    guard let last = try source.segmentNumbers().last, let segment = try Segment.open(last, in: source, .read) else {
      return 0
    }
    let before = try inspection.lock.read().synced?.sequence ?? 0
    var cursor = LogCursor(at: segment, in: source, .read)
    while case .frame(let frame) = try cursor.step() { cursor.pass(frame.header, checksum: frame.checksum) }
    do throws(SystemCallError) {
      // A reader may sync: that writes nothing that is not written already.
      try segment.file.synchronizeData()
    } catch {
      return before
    }
    let after = try inspection.lock.read()
    return after.poisonToday.map { max($0.syncedThrough, before) } ?? max(cursor.nextSequence - 1, before)
  }

  /// A file to copy, open, so that it may be compacted away meanwhile.
  private struct Piece {
    let name: String
    let file: OpenFile
    let bytes: UInt64
    let isSnapshot: Bool
  }

  /// The snapshots and segments to copy, and how much of each.
  private func pieces(through point: UInt64) throws(JournalError) -> [Piece] {
    while let layout = try JournalLayout.read(source) {
      do {
        if let snapshots = try snapshots(layout), let segments = try segments(layout, through: point) {
          return snapshots + segments
        }
      } catch {
        // A segment that is gone was compacted away, unless everything else is as it was.
        if try JournalLayout.read(source)?.segments.lowerBound == layout.segments.lowerBound { throw error }
      }
    }
    throw JournalError(.notFound, "there is no journal at \(source.path)", path: source.path)
  }

  /// Nil when one was compacted away meanwhile.
  private func snapshots(_ layout: JournalLayout) throws(JournalError) -> [Piece]? {
    var pieces: [Piece] = []
    for number in layout.snapshots {
      let name = Snapshot.fileName(number)
      guard let file = try source.openSnapshot(name, .read) else { return nil }
      pieces.append(Piece(name: name, file: file, bytes: try file.status().size, isSnapshot: true))
    }
    return pieces
  }

  /// Nil when the first was compacted away meanwhile.
  private func segments(_ layout: JournalLayout, through point: UInt64) throws(JournalError) -> [Piece]? {
    guard let first = try Segment.open(layout.segments.lowerBound, in: source, .read) else { return nil }
    var pieces: [Piece] = []
    var cursor = LogCursor(at: first, in: source, .read)
    while true {
      switch try cursor.step() {
      case .frame(let frame) where frame.header.lastSequence <= point:
        cursor.pass(frame.header, checksum: frame.checksum)
        continue
      case .footer(let footer): cursor.pass(footer)
      case .left: cursor.passLeftEnd()
      case .end, .frame, .invalid:
        guard cursor.nextSequence > point else { throw cursor.corrupt("record \(cursor.nextSequence) cannot be read") }
        return pieces + [Self.piece(cursor)]
      }
      pieces.append(Self.piece(cursor))
      guard try cursor.enterNextSegment() else { return pieces }
    }
  }

  private static func piece(_ cursor: LogCursor) -> Piece {
    Piece(
      name: Segment.fileName(cursor.segment.number), file: cursor.segment.file, bytes: cursor.offset, isSnapshot: false)
  }

  private func folder(of piece: Piece, in target: JournalDirectory) throws(JournalError) -> OpenFile {
    guard piece.isSnapshot else { return target.segments }
    guard let snapshots = target.snapshots else { preconditionFailure("a journal was made without snapshots/") }
    return snapshots
  }

  /// The snapshots first: without a segment there is no journal yet.
  private func name(_ pieces: [Piece], in target: JournalDirectory) throws(JournalError) {
    for piece in pieces {
      let folder = try folder(of: piece, in: target)
      try JournalDirectory.call(folder.path) { () throws(SystemCallError) in
        let unfinished = piece.name + SegmentFactory.unfinishedSuffix
        try fileSystem.rename(unfinished, to: piece.name, in: folder.descriptor)
      }
    }
    try JournalDirectory.call(target.path) { () throws(SystemCallError) in
      try target.synchronizeSnapshots()
      try target.synchronize()
    }
  }
}
