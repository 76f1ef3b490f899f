/// What is checked and done before a journal can be followed.
struct JournalOpening {
  let directory: JournalDirectory
  let mode: JournalMode
  let options: JournalOptions
  let process: ProcessIdentity
  private(set) var lock: LockFile
  private(set) var writer: SegmentWriter
  private(set) var firstSegment: Segment
  private(set) var lastSegment: UInt64
  /// Where the log ends; nil for readers, and while nothing may be appended.
  private(set) var end: LogCursor?
  /// What was dropped behind the last frame.
  private(set) var report: RecoveryReport?
  /// What was mended, or ended to get the lock, for people.
  private(set) var notices: [String] = []
  /// What the lock file says of failures.
  private(set) var mark: PoisonMark?
  /// Every record up to this one is known to be on disk.
  private(set) var syncedThrough: UInt64 = 0
  /// The log reaches at least this record, by the lock file or by what was found at its end: following it from its start
  /// has to get there.
  private(set) var promised: UInt64 = 0

  init(_ path: String, mode: JournalMode, options: JournalOptions, fileSystem: any FileSystem) throws(JournalError) {
    try options.check()
    self.mode = mode
    self.options = options
    if mode == .readWrite { try Self.look(at: path, fileSystem) }
    directory = try JournalDirectory(path, mode: mode, force: options.force, fileSystem: fileSystem)
    process = try JournalDirectory.call(path) { () throws(SystemCallError) in try fileSystem.currentProcess() }
    writer = SegmentWriter(options, in: directory)
    var lock = try LockFile(in: directory, mode: mode)
    if mode == .readWrite {
      try lock.acquire(timeout: options.lockTimeout)
      notices += lock.takeNotices()
      try lock.prepare()
    }
    defer { if mode == .readWrite { lock.release() } }

    if mode == .readWrite, try JournalLayout.read(directory) == nil {
      try Self.makeJournal(in: directory, lock: &lock, writer: writer, process: process)
    }
    (firstSegment, lastSegment) = try Self.segments(of: directory, mode: mode)
    lock.identify(firstSegment.header.journalIdentifier)
    self.lock = lock
    switch mode {
    case .readWrite: try bringInOrder()
    case .readOnly: promised = try lock.read().synced?.sequence ?? 0
    }
    mark = try lock.read().poison
  }

  /// Refuses what is no journal of this version before anything is made beside it.
  private static func look(at path: String, _ fileSystem: any FileSystem) throws(JournalError) {
    do {
      let directory = try JournalDirectory(path, mode: .readOnly, force: true, fileSystem: fileSystem)
      if try !directory.segmentNumbers().isEmpty { _ = try segments(of: directory, mode: .readOnly) }
    } catch {
      // There is none yet.
      guard error.code == .notFound else { throw error }
    }
  }

  /// Brings the end of the log in order, and makes sure that what it says is on disk: a process that died may have written
  /// without syncing, and what is read here may be acted upon.
  private mutating func bringInOrder() throws(JournalError) {
    try JournalDirectory.call(directory.path) { () throws(SystemCallError) in
      try UnwrittenPoison.ofProcess.write(to: lock)
    }
    var content = try lock.read()
    promised = content.synced?.sequence ?? 0
    if let poison = content.poisonToday, poison.bootIdentifier == process.bootIdentifier {
      // Under poison nothing is changed: what memory still has of the log may be all there is.
      guard try mend(poison, syncedThrough: promised) else { return }
      content = try lock.read()
    }
    let recovery = TailRecovery(directory: directory, lock: lock, process: process)
    let outcome = try recovery.recover(lastSegment: lastSegment)
    report = outcome.report
    let known = content.synced?.sequence ?? 0
    // Before anything is built upon it.
    if outcome.cursor.nextSequence - 1 > known {
      try recovery.synchronize(through: outcome.cursor, syncedThrough: promised)
    }
    let end = try skipLost(behind: outcome.cursor, content, recovery)
    self.end = end
    let last = end.nextSequence - 1
    try JournalDirectory.call(directory.path) { () throws(SystemCallError) in
      if last == 0 { try directory.synchronizePath() }
      if last > known {
        try directory.synchronize()
        try lock.write(SyncedMark(sequence: last, place: end.place))
      }
      // The machine was started anew since: what can be read now comes from the disk, and has just been checked.
      if content.poisonToday != nil { try lock.clearPoison() }
    }
    syncedThrough = last
    promised = last
  }

  /// Goes on behind numbers that may have been used for what was lost; returns where the log ends then.
  private mutating func skipLost(behind end: LogCursor, _ content: LockFile.Content, _ recovery: TailRecovery)
    throws(JournalError) -> LogCursor
  {
    guard
      let outcome = try recovery.skipLost(
        behind: end, content.reserved, &writer, syncedThrough: content.synced?.sequence ?? 0)
    else { return end }
    lastSegment = outcome.end.segment.number
    let (first, last) = (outcome.skipped.lowerBound, outcome.skipped.upperBound)
    notices.append(
      "\(directory.path): the numbers \(first) to \(last) are never used again: under the durability `interval` or `os` "
        + "some of them may have been told outside, and their records lost")
    return outcome.end
  }

  /// Goes on in a new segment after a failed write or sync; false when only reading is possible.
  private mutating func mend(_ mark: PoisonMark, syncedThrough: UInt64) throws(JournalError) -> Bool {
    guard mark.stage == .poisoned else { return false }
    if let reserved = try lock.read().reserved, reserved.bootIdentifier == process.bootIdentifier {
      // What cannot be carried over may have been accepted under a weaker durability.
      try JournalDirectory.call(directory.path) { () throws(SystemCallError) in try lock.write(reserved.unsettled) }
    }
    let mending = PoisonMending(directory: directory, lock: lock, factory: writer.factory)
    do {
      let outcome = try mending.mend(
        mark,
        lastSegment: lastSegment,
        syncedThrough: max(mark.syncedThrough, syncedThrough)
      )
      lastSegment = outcome.lastSegment
      notices.append(outcome.report)
      return true
    } catch {
      guard error.code == .poisoned else { throw error }
      notices.append(error.message)
      return false
    }
  }

  private static func makeJournal(
    in directory: JournalDirectory,
    lock: inout LockFile,
    writer: SegmentWriter,
    process: ProcessIdentity
  ) throws(JournalError) {
    if let before = try lock.read().holder?.journalIdentifier {
      lock.identify(before)
      if let synced = try lock.read().synced?.sequence, synced > 0 {
        throw JournalError(
          .corrupt,
          "\(directory.segments.path) is empty, and held \(synced) records once. Nothing was changed; put the segments "
            + "back from a copy, or choose another directory",
          path: directory.segments.path
        )
      }
    }
    let identifier = try JournalDirectory.call(directory.path) { () throws(SystemCallError) in
      let identifier = try directory.fileSystem.randomBytes(16)
      try lock.write(LockHolder(process: process, journalIdentifier: identifier))
      return identifier
    }
    do throws(WriteFailure) {
      try writer.makeFirstSegment(journalIdentifier: identifier, time: directory.fileSystem.wallMilliseconds())
    } catch {
      switch error {
      case .full(let path, let cause), .refused(let path, let cause), .unknown(_, _, let path, let cause):
        throw .preparing(path, cause)
      }
    }
  }

  /// The first segment, and the number of the last; throws when one that is needed is missing.
  private static func segments(of directory: JournalDirectory, mode: JournalMode) throws(JournalError)
    -> (Segment, last: UInt64)
  {
    while let layout = try JournalLayout.read(directory) {
      let access: FileAccess = mode == .readWrite ? .readWrite : .read
      let first = layout.segments.lowerBound
      if let segment = try Segment.open(first, in: directory, access) { return (segment, layout.segments.upperBound) }
      // Compacted away since its name was read.
    }
    throw JournalError(
      .notFound,
      "there is no journal at \(directory.path); `daybook up` or the first `daybook add` makes one",
      path: directory.path
    )
  }
}
