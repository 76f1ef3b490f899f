/// Carries a repair out: sets aside what is changed, and writes it anew.
struct RepairWriting {
  private let plan: RepairPlan
  private let directory: JournalDirectory
  private let lock: LockFile
  private let segmentSize: Int

  /// - Parameter lock: held.
  init(_ plan: RepairPlan, _ directory: JournalDirectory, lock: LockFile, segmentSize: Int) {
    self.plan = plan
    self.directory = directory
    self.lock = lock
    self.segmentSize = segmentSize
  }

  /// Makes the folder that gets every file as it was.
  static func makeFolder(in directory: JournalDirectory) throws(JournalError) -> OpenFile {
    try directory.makeDirectory("repair-\(directory.fileSystem.wallMilliseconds())")
  }

  /// Copies every file that will be changed or removed; returns once they are on disk.
  func setAside(in aside: OpenFile) throws {
    let path = aside.path
    let copy = FileCopy(in: aside, path: path, directory.fileSystem)
    for number in try directory.segmentNumbers() where isChanged(number) {
      guard let file = try directory.openSegment(Segment.fileName(number), .read) else { continue }
      try copy.make(Segment.fileName(number), of: file, bytes: try file.status().size)
    }
    for number in plan.removed.snapshots {
      guard let file = try directory.openSnapshot(Snapshot.fileName(number), .read) else { continue }
      try copy.make(Snapshot.fileName(number), of: file, bytes: try file.status().size)
    }
    let lockFile = try directory.open(LockFile.name, .read)
    try copy.make(LockFile.name, of: lockFile, bytes: try lockFile.status().size)
    try JournalDirectory.call(path) { () throws(SystemCallError) in
      try aside.synchronize()
      try directory.synchronize()
    }
  }

  private func isChanged(_ segment: UInt64) -> Bool {
    plan.removesOnly ? plan.removed.segments.contains(segment) : segment >= plan.firstSegment
  }

  /// Writes the segments anew, and lets everybody open them.
  func write() throws(JournalError) {
    if plan.removesOnly { return try remove() }
    var rewriter = LogRewriter(
      plan,
      in: directory,
      segmentSize: segmentSize,
      time: directory.fileSystem.wallMilliseconds()
    )
    let written: ClosedRange<UInt64>?
    do {
      for run in plan.runs { try rewriter.copy(run) }
      written = try rewriter.finish(reach: max(plan.lost.last?.upperBound ?? 0, reserved()))
    } catch {
      rewriter.discard()
      throw error
    }
    try exchange(written)
    try release(syncedThrough: rewriter.lastSequence)
  }

  /// Every number up to this one counts as used, whether its record was found or not (JournalOptions+Durability.swift).
  private func reserved() throws(JournalError) -> UInt64 {
    var lock = lock
    lock.identify(plan.journalIdentifier)
    return try lock.read().reserved?.sequence ?? 0
  }

  /// The oldest first, so that what stays is one unbroken log at any time.
  private func remove() throws(JournalError) {
    let fileSystem = directory.fileSystem
    try JournalDirectory.call(directory.path) { () throws(SystemCallError) in
      for number in plan.removed.segments {
        try fileSystem.remove(Segment.fileName(number), in: directory.segments.descriptor)
        // A power cut may undo one removal and not the next.
        try directory.segments.synchronize()
      }
      for number in plan.removed.snapshots {
        guard let snapshots = directory.snapshots else { continue }
        try fileSystem.remove(Snapshot.fileName(number), in: snapshots.descriptor)
      }
      try directory.synchronizeSnapshots()
      try directory.synchronize()
    }
  }

  /// Gives the new files their names, and removes what is left of the old ones.
  private func exchange(_ written: ClosedRange<UInt64>?) throws(JournalError) {
    let (fileSystem, segments) = (directory.fileSystem, directory.segments)
    let old = try directory.segmentNumbers().filter { $0 >= plan.firstSegment }
    try JournalDirectory.call(segments.path) { () throws(SystemCallError) in
      for number in written.map(Array.init) ?? [] {
        let name = Segment.fileName(number)
        try fileSystem.rename(name + SegmentFactory.unfinishedSuffix, to: name, in: segments.descriptor)
      }
      for number in old where !(written?.contains(number) ?? false) {
        try fileSystem.remove(Segment.fileName(number), in: segments.descriptor)
      }
      try directory.synchronize()
    }
  }

  private func release(syncedThrough: UInt64) throws(JournalError) {
    var lock = lock
    lock.identify(plan.journalIdentifier)
    try lock.prepare()
    try JournalDirectory.call(directory.path) { () throws(SystemCallError) in
      let process = try directory.fileSystem.currentProcess()
      try lock.write(SyncedMark(sequence: syncedThrough))
      try lock.write(
        PoisonMark(
          failure: .write,
          stage: .mended,
          errorNumber: 0,
          segment: plan.firstSegment,
          syncedThrough: plan.firstSequence - 1,
          time: directory.fileSystem.wallMilliseconds(),
          process: process.number,
          bootIdentifier: process.bootIdentifier
        )
      )
    }
  }
}
