/// Replaces the sealed segments of a journal by a snapshot, while others go on appending and reading.
///
/// It takes no lock that anybody waits for, and reads only what never changes again. A crash at any point leaves a journal
/// with the same content: until the snapshot stands complete on disk under its name, nothing is removed.
package struct JournalCompactor {
  let directory: JournalDirectory
  private let keep: JournalKeep
  private let lock: CompactionLock

  /// - Returns: nil when another process is at it.
  package init?(
    _ path: String,
    keep: JournalKeep = .nothing,
    force: Bool = false,
    fileSystem: any FileSystem = SystemFileSystem()
  ) throws(JournalError) {
    directory = try JournalDirectory(path, mode: .readWrite, force: force, fileSystem: fileSystem)
    self.keep = keep
    guard let lock = try CompactionLock(in: directory) else { return nil }
    self.lock = lock
  }

  /// Folds what was sealed since the last snapshot, writes the next one, and removes what it replaces.
  ///
  /// Throws what the fold and `progress` throw, and `JournalError`; everything is as before then, or removing was not
  /// finished.
  /// - Parameter progress: called now and then.
  package func run(
    _ fold: inout some JournalFold,
    progress: (CompactionProgress) throws -> Void = { _ in }
  ) throws -> CompactionReport {
    guard let layout = try JournalLayout.read(directory) else {
      throw JournalError(.notFound, "there is no journal at \(directory.path)", path: directory.path)
    }
    try checkPoison(layout)
    var report = CompactionReport(segment: layout.snapshots.last ?? 0)
    report.bytesBefore = try size(of: layout)
    let removal = CompactionRemoval(directory: directory, keep: keep)
    try removal.removeUnfinished()
    // The last segment is being appended to, and every one before it is sealed.
    let target = layout.segments.upperBound - 1
    if target > report.segment {
      var pass = try CompactionPass(from: layout.snapshots.last, through: target, in: directory)
      try pass.run(&fold, &report, progress)
    }
    report.removedFiles = try removal.run()
    if let after = try JournalLayout.read(directory) { report.bytesAfter = try size(of: after) }
    return report
  }

  /// Bytes of the sealed segments that no snapshot covers, and of the newest snapshot.
  package func size() throws(JournalError) -> (sealed: UInt64, snapshot: UInt64) {
    guard let layout = try JournalLayout.read(directory) else { return (0, 0) }
    let covered = layout.snapshots.last ?? 0
    var sealed: UInt64 = 0
    for number in layout.segments.dropLast() where number > covered {
      if let file = try directory.openSegment(Segment.fileName(number), .read) { sealed += try file.status().size }
    }
    let snapshot = try directory.openSnapshot(Snapshot.fileName(covered), .read)
    return (sealed, try snapshot?.status().size ?? 0)
  }

  /// What memory still has of a log whose write failed may be all there is of it.
  private func checkPoison(_ layout: JournalLayout) throws(JournalError) {
    guard let last = try Segment.open(layout.segments.upperBound, in: directory, .read) else { return }
    var lock = try LockFile(in: directory, mode: .readOnly)
    lock.identify(last.header.journalIdentifier)
    guard let poison = try lock.read().poisonToday else { return }
    throw JournalError(
      .poisoned,
      "\(directory.path) cannot be compacted: a \(poison.failure) failed in process \(poison.process). Mend the disk and "
        + "start the machine anew",
      path: directory.path
    )
  }

  private func size(of layout: JournalLayout) throws(JournalError) -> UInt64 {
    var total: UInt64 = 0
    for number in layout.segments {
      if let file = try directory.openSegment(Segment.fileName(number), .read) { total += try file.status().size }
    }
    for number in layout.snapshots {
      if let file = try directory.openSnapshot(Snapshot.fileName(number), .read) { total += try file.status().size }
    }
    return total
  }
}
