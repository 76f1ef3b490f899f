import Synchronization

extension DirectoryJournal {
  package func catchUp(_ receive: RecordReceiver) throws {
    try state.withLock { state in try follow(&state, receive) }
  }

  /// Delivers what there is, without the lock.
  func follow(_ state: inout State, _ receive: RecordReceiver) throws {
    // A repair replaces files that this opener still reads.
    try checkMended(state.lock.read())
    try checkBehind(state)
    defer { noteProgress(&state) }
    var looks = SecondLooks()
    while true {
      let stop = try state.follower.follow(receive)
      if stop == .sealed { try checkOvertaken(&state) }
      guard case .invalid(let fault) = stop else {
        state.hasRemains = false
        return try checkEnd(&state)
      }
      let cursor = state.follower.cursor
      let explanation: String
      switch try judgeRemains(at: cursor, state) {
      case .end, .torn, .lost:
        state.hasRemains = true
        return
      case .intact: explanation = fault.explanation
      case .corrupt(let finding): explanation = finding
      }
      guard try looks.allow(at: cursor.nextSequence, lock: state.lock, fileSystem: directory.fileSystem) else {
        throw cursor.corrupt(explanation)
      }
    }
  }

  /// Delivers what there is, and drops a torn tail; called with the append lock held, so that nothing is under way.
  func followLocked(_ state: inout State, _ receive: RecordReceiver, syncedThrough: UInt64) throws {
    try checkBehind(state)
    defer { noteProgress(&state) }
    let stop = try state.follower.follow(receive)
    let cursor = state.follower.cursor
    let recovery = recovery(state.lock)
    switch stop {
    case .end: break
    case .sealed:
      try checkOvertaken(&state)
      try recovery.finishSeal(cursor, syncedThrough: syncedThrough)
    case .invalid(let fault):
      guard try !hasLaterSegment(cursor) else { throw cursor.corrupt(fault.explanation) }
      if let report = try recovery.drop(at: cursor, syncedThrough: syncedThrough) { state.recoveries.append(report) }
    }
    state.hasRemains = false
    state.promised = max(state.promised, syncedThrough)
    try checkEnd(&state)
    guard state.trusted !== cursor.segment.file else { return }
    try recovery.rewrite(before: cursor, syncedThrough: syncedThrough)
    state.trusted = cursor.segment.file
  }

  func recovery(_ lock: LockFile) -> TailRecovery { TailRecovery(directory: directory, lock: lock, process: process) }

  /// Throws `stale` when a part of the log was written anew since this opener read it.
  private func checkMended(_ content: LockFile.Content) throws(JournalError) {
    guard let mark = content.poison, mark.stage == .mended, mark != markAtOpening else { return }
    throw JournalError.stale(path, after: mark.syncedThrough)
  }

  private func judgeRemains(at cursor: LogCursor, _ state: State) throws(JournalError) -> TailRemains.Verdict {
    // The mark first: a frame it speaks of was whole before, and so is seen whole.
    let syncedThrough = try state.lock.read().synced?.sequence ?? 0
    let promised = max(syncedThrough, state.promised)
    let verdict = try TailRemains.judge(at: cursor, syncedThrough: promised, bootTag: bootTag)
    switch verdict {
    case .torn, .lost:
      guard try hasLaterSegment(cursor) else { return verdict }
      return .corrupt("the segment ends there, though there is a later one")
    case .end, .intact, .corrupt: return verdict
    }
  }

  private func hasLaterSegment(_ cursor: LogCursor) throws(JournalError) -> Bool {
    try directory.hasSegment(Segment.fileName(cursor.segment.number + 1))
  }

  private func noteProgress(_ state: inout State) {
    delivered.store(state.follower.position, ordering: .releasing)
    let segment = state.follower.cursor.segment.number
    guard segment != state.segmentNoted else { return }
    state.segmentNoted = segment
    // What this store reads may have been replaced. If that cannot be seen now, it will be with the next segment.
    _ = try? findNewerSnapshot()
  }

  private func checkBehind(_ state: State) throws(JournalError) {
    if state.isBehind { throw .compacted(path, first: state.follower.cursor.nextSequence) }
  }

  /// There is nothing more in the segment, and no next one: perhaps because that was compacted away before it was read.
  private func checkOvertaken(_ state: inout State) throws(JournalError) {
    guard let first = try overtaking(state.follower.cursor) else { return }
    state.isBehind = true
    throw .compacted(path, first: first)
  }

  /// The first record of the log, when the segments between the cursor and that were compacted away.
  private func overtaking(_ cursor: LogCursor) throws(JournalError) -> UInt64? {
    // One without a footer may have been left for the next, which is no longer there to say so.
    let needed = cursor.segment.number + (cursor.isSealed ? 1 : 0)
    guard let layout = try JournalLayout.read(directory), layout.segments.lowerBound > needed else { return nil }
    return try firstSequence()
  }

  /// The log ends here: it may not end before what is known to follow.
  private func checkEnd(_ state: inout State) throws(JournalError) {
    let cursor = state.follower.cursor
    if cursor.segment.number >= lastSegmentAtOpen, state.promised < cursor.nextSequence { return }
    try checkOvertaken(&state)
    guard cursor.segment.number >= lastSegmentAtOpen else {
      throw cursor.corrupt("the segment ends there without a footer, though there is a later one")
    }
    guard state.promised < cursor.nextSequence else {
      throw cursor.corrupt("the log once reached record \(state.promised), and that is missing")
    }
  }
}

// MARK: - Waiting

extension DirectoryJournal {
  /// Behind the notification, the end of the log is looked at so often; milliseconds.
  private static let slowPoll: Int64 = 1000

  package func waitForChange(timeoutMilliseconds: Int32) -> Bool {
    let start = directory.fileSystem.monotonicNanoseconds()
    while true {
      if hasGrown() { return true }
      let waited = Int64(directory.fileSystem.monotonicNanoseconds() - start) / 1_000_000
      let left = timeoutMilliseconds < 0 ? Self.slowPoll : Int64(timeoutMilliseconds) - waited
      if left <= 0 { return false }
      switch watch.wait(milliseconds: Int32(min(left, Self.slowPoll))) {
      case .woken: return hasGrown()
      // Remains can become a frame without a byte of its beginning changing: then every event counts.
      case .changed: if state.withLock({ $0.hasRemains }) { return true }
      case .timedOut: break
      }
    }
  }

  package func wake() {
    watch.wake()
  }

  /// Whether something stands at the end of the log that was not there when it was followed last.
  private func hasGrown() -> Bool {
    state.withLock { state in
      let cursor = state.follower.cursor
      // When it cannot be looked at, catching up will say why.
      if state.isBehind { return true }
      if cursor.isSealed { return (try? hasLaterSegment(cursor) || overtaking(cursor) != nil) ?? true }
      if state.hasRemains { return false }
      guard let bytes = try? cursor.segment.file.read(FrameHeader.size, at: cursor.offset) else { return true }
      if bytes.withUnsafeBytes({ !$0.isAllZero }) { return true }
      // The log may go on in a segment that says this one was left, or in files put in the place of these.
      guard let content = try? state.lock.read() else { return true }
      return content.poison != markAtOpening && content.poison?.stage == .mended
    }
  }
}
