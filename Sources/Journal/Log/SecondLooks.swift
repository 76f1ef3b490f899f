/// Decides whether what looks like corruption to a reader without the lock is looked at again: an append under way can
/// look like that, for the time of one copy in memory.
struct SecondLooks {
  /// While somebody has the append lock; with a millisecond between.
  private static let most = 20

  private var sequence: UInt64 = 0
  private var left = most

  /// Whether to look again at what stands where a record should be; waits a little while an append may be under way.
  mutating func allow(at sequence: UInt64, lock: LockFile, fileSystem: any FileSystem) throws(JournalError) -> Bool {
    if sequence != self.sequence {
      self.sequence = sequence
      left = Self.most
    }
    if left == 0 { return false }
    // When nobody is appending, the next look is the last.
    left = try lock.isHeld() ? left - 1 : 0
    if left > 0 { fileSystem.pause(nanoseconds: 1_000_000) }
    return true
  }
}
