import Synchronization

extension DirectoryJournal {
  package func restore(_ receive: RecordReceiver) throws -> Bool {
    try state.withLock { state in
      // Snapshots and segments may go while they are looked for; then newer ones have come.
      while true {
        guard let layout = try JournalLayout.read(directory) else { throw JournalError.compacted(path, first: 1) }
        if let isRestored = try restore(&state, layout, receive) { return isRestored }
      }
    }
  }

  /// Nil when a file was compacted away meanwhile.
  private func restore(_ state: inout State, _ layout: JournalLayout, _ receive: RecordReceiver) throws -> Bool? {
    var damage: [JournalError] = []
    for number in layout.snapshots.reversed() {
      do {
        guard let found = try Snapshot.open(number, in: directory) else { return nil }
        if !state.isBehind, found.header.lastSequence <= position { break }
        let content = try found.state()
        guard let cursor = try cursor(after: found) else { return nil }
        try content.withUnsafeBytes { try receive(found.header.lastSequence, $0) }
        move(&state, to: cursor, after: found)
        state.damagedSnapshots += damage
        return true
      } catch let error as JournalError where error.code == .corrupt {
        damage.append(error)
      }
    }
    guard state.isBehind else {
      // Everything it stands for is in the log.
      state.damagedSnapshots += damage
      return false
    }
    throw damage.first ?? directory.missing(state.follower.cursor.segment.number + 1)
  }

  /// A cursor at the segment behind a snapshot; nil when that was compacted away.
  private func cursor(after snapshot: Snapshot) throws(JournalError) -> LogCursor? {
    let access: FileAccess = mode == .readWrite ? .readWrite : .read
    guard let segment = try Segment.open(snapshot.number + 1, in: directory, access) else { return nil }
    guard segment.follows(snapshot.header) else {
      throw snapshot.damaged("segment \(segment.number) does not belong after it", at: 0)
    }
    return LogCursor(at: segment, in: directory, access)
  }

  private func move(_ state: inout State, to cursor: LogCursor, after found: Snapshot) {
    catalog.restart()
    state.follower = LogFollower(at: cursor, catalog: catalog)
    state.isBehind = false
    state.hasRemains = false
    delivered.store(state.follower.position, ordering: .releasing)
    lastRead.withLock { $0 = nil }
    openSegments.close()
    snapshot.withLock { $0 = found }
  }
}

extension Segment {
  /// Whether the segment is the one after the last that a snapshot covers.
  func follows(_ snapshot: SnapshotHeader) -> Bool {
    let isNext = header.firstSequence == snapshot.lastSequence + 1
    let isAfterGap = header.features.contains(.afterGap) && header.firstSequence > snapshot.lastSequence + 1
    return header.journalIdentifier == snapshot.journalIdentifier && header.link == snapshot.link
      && (isNext || isAfterGap)
  }
}
