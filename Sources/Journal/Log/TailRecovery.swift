/// Brings the end of the log in order before anything is appended. Used by the holder of the append lock.
struct TailRecovery {
  let directory: JournalDirectory
  let lock: LockFile
  let process: ProcessIdentity

  /// Where the log ends, and what was dropped there.
  struct Outcome {
    let cursor: LogCursor
    let report: RecoveryReport?
  }

  /// Finds the end of the log, from the hint in the lock file or else from the start of the last segment, drops a torn
  /// tail, and finishes a seal that was not.
  func recover(lastSegment: UInt64) throws(JournalError) -> Outcome {
    let content = try lock.read()
    guard let segment = try Segment.open(lastSegment, in: directory, .readWrite) else {
      throw JournalError(.notFound, "segment \(lastSegment) of \(directory.path) has just gone", path: directory.path)
    }
    var cursor = LogCursor(at: segment, in: directory, .readWrite)
    // After a restart of the machine, what stands before the hinted frame may have been lost without it.
    let isOfThisBoot = content.holder?.process.bootIdentifier == process.bootIdentifier
    if isOfThisBoot, let hint = content.tail, try cursor.move(to: hint) { cursor.forgetWindow() }
    let syncedThrough = content.synced?.sequence ?? 0
    while true {
      switch try cursor.step() {
      case .frame(let frame): cursor.pass(frame.header, checksum: frame.checksum)
      case .footer(let footer):
        cursor.pass(footer)
        try finishSeal(cursor, syncedThrough: syncedThrough)
        return Outcome(cursor: cursor, report: nil)
      case .left:
        throw JournalError(
          .stale, "segment \(lastSegment + 1) of \(directory.path) was just begun", path: directory.path)
      case .end, .invalid:
        return Outcome(cursor: cursor, report: try drop(at: cursor, syncedThrough: syncedThrough))
      }
    }
  }

  /// Writes zeros over a torn or lost tail and syncs them, so that it cannot come back behind the next frame.
  /// - Returns: what was dropped; nil when there was nothing.
  func drop(at cursor: LogCursor, syncedThrough: UInt64) throws(JournalError) -> RecoveryReport? {
    let file = cursor.segment.file
    let verdict = try TailRemains.judge(at: cursor, syncedThrough: syncedThrough, bootTag: process.bootTag)
    switch verdict {
    case .end: return nil
    case .corrupt(let explanation): throw cursor.corrupt(explanation)
    // Whole, and yet the cursor did not take it: it does not fit what stands before it.
    case .intact: throw cursor.corrupt(FrameFault.link.explanation)
    case .torn(let bytes), .lost(let bytes, _):
      try JournalDirectory.call(file.path) { () throws(SystemCallError) in
        try file.writeZeros(from: cursor.offset, count: bytes)
      }
      try synchronize(through: cursor, syncedThrough: syncedThrough)
      return RecoveryReport(verdict, at: cursor, try lock.read().reserved)
    }
  }

  /// Makes sure that a segment whose footer is the end of the log is cut behind it and on disk: a process may have died, or
  /// failed, before it had done so, and the next segment must not be made sooner.
  func finishSeal(_ cursor: LogCursor, syncedThrough: UInt64) throws(JournalError) {
    guard syncedThrough < cursor.nextSequence else {
      throw cursor.corrupt("record \(cursor.nextSequence) was acknowledged, and the segment that had it is missing")
    }
    let file = cursor.segment.file
    let size = try file.status().size
    let rest = try file.read(Int(min(size - cursor.offset, UInt64(JournalLimits.segmentBytes))), at: cursor.offset)
    guard rest.withUnsafeBytes({ $0.isAllZero }) else { throw cursor.corrupt("other bytes stand after the footer") }
    try JournalDirectory.call(file.path) { () throws(SystemCallError) in
      if size > cursor.offset { try file.truncate(to: cursor.offset) }
    }
    try synchronize(through: cursor, syncedThrough: syncedThrough)
  }

  /// Brings everything before the cursor to disk, whoever wrote it. A failure poisons the journal, as after an append: the
  /// next sync would succeed, and what this one did not write would be built upon.
  func synchronize(through cursor: LogCursor, syncedThrough: UInt64) throws(JournalError) {
    try rewrite(before: cursor, syncedThrough: syncedThrough)
    do throws(SystemCallError) {
      try cursor.segment.file.synchronizeData()
    } catch {
      throw poison(
        .sync, in: cursor.segment.number, path: cursor.segment.file.path, error, syncedThrough: syncedThrough)
    }
  }

  /// Goes on behind numbers that may have been used for records that were lost since (JournalOptions+Durability.swift).
  /// - Returns: where the log ends then, and which numbers were skipped; nil when none have to be.
  func skipLost(
    behind end: LogCursor, _ mark: ReservedMark?, _ writer: inout SegmentWriter, syncedThrough: UInt64
  ) throws(JournalError) -> (end: LogCursor, skipped: ClosedRange<UInt64>)? {
    guard let mark, mark.mayHaveLost(end.nextSequence, process) else { return nil }
    do throws(NumberSkip.Failure) {
      let behind = try NumberSkip(directory: directory).skip(to: mark, from: end, &writer)
      return (behind, end.nextSequence...mark.sequence)
    } catch {
      switch error {
      case .reading(let error): throw error
      case .writing(.full(let path, let cause)): throw .diskFull(path, cause)
      case .writing(.refused(let path, let cause)): throw .preparing(path, cause)
      case .writing(.unknown(let failure, let segment, let path, let cause)):
        throw poison(failure, in: segment, path: path, cause, syncedThrough: syncedThrough)
      }
    }
  }

  /// Leaves the mark of a failed write or sync.
  func poison(
    _ failure: PoisonMark.Failure, in segment: UInt64, path: String, _ cause: SystemCallError, syncedThrough: UInt64
  ) -> JournalError {
    let mark = PoisonMark(
      failure: failure,
      errorNumber: cause.number,
      segment: segment,
      syncedThrough: syncedThrough,
      time: directory.fileSystem.wallMilliseconds(),
      process: process.number,
      bootIdentifier: process.bootIdentifier
    )
    UnwrittenPoison.ofProcess.write(mark, to: lock)
    return JournalError(
      .poisoned,
      "\(path): \(cause). Records up to \(syncedThrough) are on disk; what follows may not be. The journal is mended when "
        + "it is opened again",
      path: path,
      cause: cause
    )
  }
}
