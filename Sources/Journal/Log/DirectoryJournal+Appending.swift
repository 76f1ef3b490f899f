import Synchronization

extension DirectoryJournal {
  /// With more to catch up with than so many records, the lock is given up for it.
  private static let largestBacklogUnderLock: UInt64 = 1000

  package func transact(
    _ receive: RecordReceiver,
    _ decide: (_ nextSequence: UInt64) throws -> RecordBatch
  ) throws -> ClosedRange<UInt64>? {
    try lockedAtEnd(receive) { state, content in
      try takeSpaceAhead(&state)
      let records = try decide(state.follower.cursor.nextSequence)
      guard !records.isEmpty else { return nil }
      let length = try FrameBuffer.length(of: records)
      try readForFooter(&state, length: length, records: records.count)
      do throws(WriteFailure) {
        return try append(records, length: length, content: content, to: &state)
      } catch {
        throw refusal(error, state)
      }
    }
  }

  /// Runs `body` with the append lock held and everything delivered.
  func lockedAtEnd(
    _ receive: RecordReceiver,
    _ body: (inout State, LockFile.Content) throws -> ClosedRange<UInt64>?
  ) throws -> ClosedRange<UInt64>? {
    guard mode == .readWrite else {
      throw JournalError(.readOnly, "\(path) was opened for reading; nothing was appended", path: path)
    }
    return try state.withLock { state in
      let content = try acquireLock(&state, receive)
      defer { state.lock.release() }
      try check(content)
      noteRecordVersion(content.tail?.recordVersion ?? 0)
      try followLocked(&state, receive, syncedThrough: content.synced?.sequence ?? 0)
      try announce(content, state.lock)
      return try body(&state, content)
    }
  }

  /// Seals the segment that is being appended to, so that all there is now can be compacted; appends nothing.
  ///
  /// - Returns: whether there was anything in it.
  @discardableResult
  package func sealSegment(_ receive: RecordReceiver) throws -> Bool {
    var isSealed = false
    _ = try lockedAtEnd(receive) { state, content in
      try readForFooter(&state, length: options.segmentSize, records: 0)
      do throws(WriteFailure) {
        let time = directory.fileSystem.wallMilliseconds()
        let (position, lock) = (state.follower.position, state.lock)
        isSealed = try state.writer.finishSegment(catalog.payloads, at: &state.follower, time: time) {
          () throws(WriteFailure) in try noteSealed(position, content, lock)
        }
      } catch {
        throw refusal(error, state)
      }
      leaveHint(state)
      return nil
    }
    return isSealed
  }

  package func sync() throws {
    guard mode == .readWrite else { return }
    let (target, place, segment, lock, untrusted) = state.withLock { state in
      state.unsyncedSince = nil
      let cursor = state.follower.cursor
      let untrusted = state.trusted === cursor.segment.file ? nil : cursor
      return (state.follower.position, cursor.place, cursor.segment, state.lock, untrusted)
    }
    guard target > synced.load(ordering: .acquiring) else { return }
    // After a failure a second sync may succeed, and would say what is not so.
    if let failure = ownFailure.withLock({ $0 }) { throw unknown(failure) }
    if let untrusted {
      // The log was followed into a segment of others, and not appended to there.
      try recovery(lock).rewrite(before: untrusted, syncedThrough: synced.load(ordering: .acquiring))
    }
    do throws(SystemCallError) {
      // Earlier segments were synced before this one was begun.
      try segment.file.synchronizeData()
    } catch {
      throw poison(.sync, in: segment.number, path: segment.file.path, error, lock)
    }
    let content = try lock.read()
    // Another process may have been told of a failure that concerns what this one wrote.
    if let failure = content.poisonToday ?? failureSinceOpening(content), target > failure.syncedThrough {
      throw unknown(failure)
    }
    noteSynced(SyncedMark(sequence: target, place: place), before: content.synced?.sequence ?? 0, lock)
  }
}

// MARK: - One append

extension DirectoryJournal {
  /// Takes the append lock, and returns what the lock file says.
  private func acquireLock(_ state: inout State, _ receive: RecordReceiver) throws -> LockFile.Content {
    let content = try state.lock.acquireAndRead(timeout: options.lockTimeout)
    state.notices += state.lock.takeNotices()
    guard let tail = content.tail, tail.nextSequence > state.follower.position + Self.largestBacklogUnderLock else {
      return content
    }
    // Others must not wait for so long.
    state.lock.release()
    try follow(&state, receive)
    return try state.lock.acquireAndRead(timeout: options.lockTimeout)
  }

  /// Before anything is decided, so that nothing has to be taken back when the disk is full.
  private func takeSpaceAhead(_ state: inout State) throws(JournalError) {
    do throws(WriteFailure) {
      let room = try state.writer.takeSpaceAhead(entries: entryCount(state), at: state.follower.cursor)
      isShort.store(room == .reserve, ordering: .releasing)
    } catch {
      throw refusal(error, state)
    }
  }

  /// Leaves word of who has the lock, unless the last one to have it was this process too.
  private func announce(_ content: LockFile.Content, _ lock: LockFile) throws(JournalError) {
    let holder = LockHolder(process: process, journalIdentifier: journalIdentifier)
    guard content.holder != holder else { return }
    try JournalDirectory.call(path) { () throws(SystemCallError) in try lock.write(holder) }
  }

  private func append(_ records: RecordBatch, length: Int, content: LockFile.Content, to state: inout State)
    throws(WriteFailure) -> ClosedRange<UInt64>
  {
    let newEntries = records.extents.count { $0.hasPayload }
    let lock = state.lock
    let position = state.follower.position
    try reserve(through: state.follower.cursor.nextSequence + UInt64(records.count) - 1, content, lock)
    try state.writer.makeRoom(
      for: length,
      entries: (known: catalog.payloads, new: newEntries),
      at: &state.follower,
      time: directory.fileSystem.wallMilliseconds()
    ) { () throws(WriteFailure) in try noteSealed(position, content, lock) }
    // In a segment that was just begun there is nothing of others.
    state.trusted = state.follower.cursor.segment.file
    state.frame.encode(
      records,
      length: length,
      firstSequence: state.follower.cursor.nextSequence,
      link: state.follower.cursor.link,
      syncedThrough: max(synced.load(ordering: .acquiring), content.synced?.sequence ?? 0),
      bootTag: bootTag
    )
    try state.writer.write(state.frame, at: state.follower.cursor)
    let first = state.follower.cursor.nextSequence
    state.follower.appended(state.frame)
    delivered.store(state.follower.position, ordering: .releasing)
    noteUnsynced(&state)
    leaveHint(state)
    return first...state.follower.position
  }

  /// A segment was sealed and synced: with that, everything up to `sequence` is on disk.
  private func noteSealed(_ sequence: UInt64, _ content: LockFile.Content, _ lock: LockFile) throws(WriteFailure) {
    // Another process may have met a failure that this sync did not see: no segment may be begun behind it.
    if let failure = (try? lock.read()).flatMap(failureSinceOpening) { throw .refused(path: path, failure.cause) }
    noteSynced(SyncedMark(sequence: sequence), before: content.synced?.sequence ?? 0, lock)
  }

  /// The hint only saves the next opener time: an old one is noticed, and so a failure to write it is no failure.
  private func leaveHint(_ state: State) {
    let cursor = state.follower.cursor
    let hint = TailHint(
      segment: cursor.segment.number,
      offset: cursor.offset,
      nextSequence: cursor.nextSequence,
      lastFrameOffset: cursor.lastFrameOffset,
      link: cursor.link,
      recordVersion: recordVersion
    )
    try? state.lock.write(hint)
  }

  /// Everything up to the mark is on disk. Like the hint, it may be late.
  private func noteSynced(_ mark: SyncedMark, before: UInt64, _ lock: LockFile) {
    synced.max(mark.sequence, ordering: .acquiringAndReleasing)
    if mark.sequence > before { try? lock.write(mark) }
  }
}

// MARK: - Failure

extension DirectoryJournal {
  private func refusal(_ failure: WriteFailure, _ state: State) -> JournalError {
    switch failure {
    case .full(let path, let cause): .diskFull(path, cause)
    case .refused(let path, let cause): .reading(path, cause)
    case .unknown(let failure, let segment, let path, let cause):
      poison(failure, in: segment, path: path, cause, state.lock)
    }
  }

  /// Keeps everybody from appending: what follows the last synced record may or may not be on disk, and a second sync
  /// would say that it is although it is not. The whole rule is in PoisonMending.swift.
  private func poison(
    _ failure: PoisonMark.Failure,
    in segment: UInt64,
    path: String,
    _ cause: SystemCallError,
    _ lock: LockFile
  ) -> JournalError {
    let content = (try? lock.read()) ?? LockFile.Content()
    let mark = PoisonMark(
      failure: failure,
      errorNumber: cause.number,
      segment: segment,
      syncedThrough: max(synced.load(ordering: .acquiring), content.synced?.sequence ?? 0),
      time: directory.fileSystem.wallMilliseconds(),
      process: process.number,
      bootIdentifier: process.bootIdentifier
    )
    ownFailure.withLock { $0 = mark }
    // A failure of a segment that everybody has left says nothing about the one they are in.
    let isPast = content.poison.map { $0.stage == .mended && $0.segment >= segment } ?? false
    if !isPast, content.poisonToday == nil { UnwrittenPoison.ofProcess.write(mark, to: lock) }
    return JournalError(
      .outcomeUnknown,
      "\(path): \(cause). Whether the records are on disk is not known; those up to \(mark.syncedThrough) are. "
        + acknowledgedUnsynced(after: mark.syncedThrough)
        + "The journal is mended when it is opened again; look before you repeat the change",
      path: path,
      cause: cause
    )
  }

  func unknown(_ mark: PoisonMark) -> JournalError {
    JournalError(
      .outcomeUnknown,
      "\(path): in process \(mark.process), segment \(mark.segment), \(mark.cause). Records up to "
        + "\(mark.syncedThrough) are on disk; whether what followed is, is not known. Look before you repeat the change",
      path: path,
      cause: mark.cause
    )
  }

  /// A failure that this opener has not been told of when it opened the journal: of any process, mended or not.
  private func failureSinceOpening(_ content: LockFile.Content) -> PoisonMark? {
    content.poison == markAtOpening ? nil : content.poison
  }

  /// Throws unless this opener may append: `stale` where opening the journal again may help, else `poisoned`.
  private func check(_ content: LockFile.Content) throws(JournalError) {
    if let own = ownFailure.withLock({ $0 }), content.poison == markAtOpening {
      // Its mark could not be written; the next opening tries again.
      throw JournalError.stale(path, after: own.syncedThrough)
    }
    guard let mark = content.poison else { return }
    if mark.stage == .givenUp {
      throw JournalError(
        .poisoned,
        "\(path) takes no more records: in process \(mark.process), segment \(mark.segment), \(mark.cause). Records up to "
          + "\(mark.syncedThrough) are on disk; what follows may not be, and could not be written anew. "
          + PoisonMending.whatRemains,
        path: path,
        cause: mark.cause
      )
    }
    if mark.stage == .poisoned || mark != markAtOpening { throw JournalError.stale(path, after: mark.syncedThrough) }
  }
}

extension PoisonMark {
  /// The call that failed, as in its manual page.
  fileprivate var call: String { failure == .sync ? "fdatasync" : "pwrite" }
  fileprivate var cause: SystemCallError { SystemCallError(call: call, number: errorNumber) }
}
