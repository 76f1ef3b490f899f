import Synchronization

/// When appends count as accepted; the rule is in JournalOptions+Durability.swift.
extension DirectoryJournal {
  package func acknowledge() throws {
    if options.durability == .always { return try sync() }
    // What follows a failure may be lost although nobody cut the power.
    if let failure = ownFailure.withLock({ $0 }) { throw unknown(failure) }
  }

  package var millisecondsUntilSync: Int? {
    guard case .interval(let milliseconds) = options.durability, let since = state.withLock({ $0.unsyncedSince })
    else { return nil }
    let waited = directory.fileSystem.monotonicNanoseconds() - since
    return max(0, milliseconds - Int(waited / 1_000_000))
  }

  /// Under a weaker durability also gives back the numbers marked as used that nobody used.
  package func finish() throws {
    guard mode == .readWrite, options.durability != .always else { return }
    try sync()
    // A mark that stays makes the next start of the machine skip numbers, and does no other harm.
    _ = try? lockedAtEnd({ _, _ in }) { state, content in
      let last = state.follower.cursor.nextSequence - 1
      guard let mark = content.reserved, mark.sequence > last, synced.load(ordering: .acquiring) >= last else {
        return nil
      }
      try? state.lock.write(ReservedMark(sequence: last, bootIdentifier: process.bootIdentifier))
      return nil
    }
  }

  /// Sees to it that records up to `last` may be acknowledged before they are on disk; called before they are written, with
  /// the append lock held.
  func reserve(through last: UInt64, _ content: LockFile.Content, _ lock: LockFile) throws(WriteFailure) {
    guard options.durability != .always, content.reserved?.covers(last, process) != true else { return }
    do throws(SystemCallError) {
      try lock.write(
        ReservedMark(sequence: last + JournalOptions.Durability.reservation, bootIdentifier: process.bootIdentifier))
    } catch {
      throw .refused(path: path + "/" + LockFile.name, error)
    }
  }

  /// What a failed sync means for those who were answered before it: a sentence, or nothing when there are none.
  func acknowledgedUnsynced(after synced: UInt64) -> String {
    guard options.durability != .always, position > synced else { return "" }
    return
      "Under the durability `\(options.durability)` records \(synced + 1) to \(position) were acknowledged before. "
  }

  /// Notes that something was appended that has to be on disk in the course of time.
  func noteUnsynced(_ state: inout State) {
    guard case .interval = options.durability, state.unsyncedSince == nil else { return }
    state.unsyncedSince = directory.fileSystem.monotonicNanoseconds()
  }
}
