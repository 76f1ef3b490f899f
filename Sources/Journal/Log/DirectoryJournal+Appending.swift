import Synchronization

extension DirectoryJournal {
  /// With more to catch up with than so many records, the lock is given up for it.
  private static let largestBacklogUnderLock: UInt64 = 1000

  package func transact(
    _ receive: RecordReceiver,
    _ decide: (_ nextSequence: UInt64) throws -> [NewRecord]
  ) throws -> ClosedRange<UInt64>? {
    guard mode == .readWrite else {
      throw JournalError(.readOnly, "\(path) was opened for reading; nothing was appended", path: path)
    }
    return try state.withLock { state in
      let content = try acquireLock(&state, receive)
      defer { state.lock.release() }
      try checkPoison(content)
      try followLocked(&state, receive, syncedThrough: content.synced?.sequence ?? 0)
      try announce(content, state.lock)
      let records = try decide(state.follower.position + 1)
      guard !records.isEmpty else { return nil }
      let length = try FrameBuffer.length(of: records)
      do throws(WriteFailure) {
        return try append(records, length: length, content: content, to: &state)
      } catch {
        throw refusal(error, state)
      }
    }
  }

  package func sync() throws {
    guard mode == .readWrite else { return }
    let (target, segment, lock) = state.withLock { ($0.follower.position, $0.follower.cursor.segment, $0.lock) }
    guard target > synced.load(ordering: .acquiring) else { return }
    // After a failure a second sync may succeed, and would say what is not so.
    try checkPoison(LockFile.Content(), code: .outcomeUnknown)
    do throws(SystemCallError) {
      // Earlier segments were synced before this one was begun.
      try segment.file.synchronizeData()
    } catch {
      throw poison(.sync, in: segment.number, path: segment.file.path, error, lock)
    }
    let content = try lock.read()
    // Another process may have been told of a failure that concerns what this one wrote.
    try checkPoison(content, code: .outcomeUnknown)
    noteSynced(target, before: content.synced?.sequence ?? 0, lock)
  }
}

// MARK: - One append

extension DirectoryJournal {
  /// Takes the append lock, and returns what the lock file says.
  private func acquireLock(_ state: inout State, _ receive: RecordReceiver) throws -> LockFile.Content {
    let content = try state.lock.acquireAndRead(timeout: options.lockTimeout)
    guard let tail = content.tail, tail.nextSequence > state.follower.position + Self.largestBacklogUnderLock else {
      return content
    }
    // Others must not wait for so long.
    state.lock.release()
    try follow(&state, receive)
    return try state.lock.acquireAndRead(timeout: options.lockTimeout)
  }

  /// Leaves word of who has the lock, unless the last one to have it was this process too.
  private func announce(_ content: LockFile.Content, _ lock: LockFile) throws(JournalError) {
    let holder = LockHolder(process: process, journalIdentifier: journalIdentifier)
    guard content.holder != holder else { return }
    try JournalDirectory.call(path) { () throws(SystemCallError) in try lock.write(holder) }
  }

  private func append(_ records: [NewRecord], length: Int, content: LockFile.Content, to state: inout State)
    throws(WriteFailure) -> ClosedRange<UInt64>
  {
    let newEntries = records.count { $0.hasPayload }
    let didSeal = try state.writer.makeRoom(
      for: length,
      entries: (known: catalog.payloads, new: newEntries),
      at: &state.follower,
      time: directory.fileSystem.wallMilliseconds()
    )
    if didSeal { noteSynced(state.follower.position, before: content.synced?.sequence ?? 0, state.lock) }
    state.frame.encode(
      records,
      length: length,
      firstSequence: state.follower.position + 1,
      link: state.follower.cursor.link,
      syncedThrough: max(synced.load(ordering: .acquiring), content.synced?.sequence ?? 0),
      bootTag: bootTag
    )
    try state.writer.write(state.frame, at: state.follower.cursor)
    let first = state.follower.position + 1
    state.follower.appended(state.frame)
    delivered.store(state.follower.position, ordering: .releasing)
    leaveHint(state)
    return first...state.follower.position
  }

  /// The hint only saves the next opener time: an old one is noticed, and so a failure to write it is no failure.
  private func leaveHint(_ state: State) {
    let cursor = state.follower.cursor
    let hint = TailHint(
      segment: cursor.segment.number,
      offset: cursor.offset,
      nextSequence: cursor.nextSequence,
      lastFrameOffset: cursor.lastFrameOffset,
      link: cursor.link
    )
    try? state.lock.write(hint)
  }

  /// Everything up to `sequence` is on disk. Like the hint, the mark may be late.
  private func noteSynced(_ sequence: UInt64, before: UInt64, _ lock: LockFile) {
    synced.max(sequence, ordering: .acquiringAndReleasing)
    if sequence > before { try? lock.write(SyncedMark(sequence: sequence)) }
  }
}

// MARK: - Failure

extension DirectoryJournal {
  private func refusal(_ failure: WriteFailure, _ state: State) -> JournalError {
    switch failure {
    case .full(let path, let cause): .diskFull(path, cause)
    case .refused(let path, let cause): .reading(path, cause)
    case .unknown(let failure, let path, let cause):
      poison(failure, in: state.follower.cursor.segment.number, path: path, cause, state.lock)
    }
  }

  /// Keeps everybody from appending: what follows the last synced record may or may not be on disk, and a second sync
  /// would say that it is although it is not.
  private func poison(
    _ failure: PoisonMark.Failure,
    in segment: UInt64,
    path: String,
    _ cause: SystemCallError,
    _ lock: LockFile
  ) -> JournalError {
    isPoisoned.store(true, ordering: .releasing)
    let mark = PoisonMark(
      failure: failure,
      errorNumber: cause.number,
      segment: segment,
      syncedThrough: synced.load(ordering: .acquiring),
      time: directory.fileSystem.wallMilliseconds(),
      process: process.number,
      bootIdentifier: process.bootIdentifier
    )
    // On a broken disk this fails too; then the processes that meet the failure themselves are kept from appending.
    try? lock.write(mark)
    return JournalError(
      .outcomeUnknown,
      "\(path): \(cause). Whether the records are on disk is not known; those up to \(mark.syncedThrough) are. "
        + Self.afterPoison,
      path: path,
      cause: cause
    )
  }

  private func checkPoison(_ content: LockFile.Content, code: JournalError.Code = .poisoned) throws(JournalError) {
    if let poison = content.poison {
      let cause = SystemCallError(call: poison.failure == .sync ? "fdatasync" : "pwrite", number: poison.errorNumber)
      throw JournalError(
        code,
        "\(path) takes no more records: in process \(poison.process), segment \(poison.segment), \(cause). "
          + "Records up to \(poison.syncedThrough) are on disk; what follows may not be. " + Self.afterPoison,
        path: path,
        cause: cause
      )
    }
    guard isPoisoned.load(ordering: .acquiring) else { return }
    throw JournalError(
      code,
      "\(path) takes no more records: writing to it has failed in this process. " + Self.afterPoison,
      path: path
    )
  }

  private static let afterPoison =
    "Reading goes on. Mend the disk and start the machine anew: the journal then goes on with what the disk has. "
    + "Going on without that comes with a later version"
}
