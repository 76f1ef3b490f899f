import Synchronization

/// Failures whose mark could not be written to the lock file: nobody else knows of them, so this process remembers, however
/// often it opens the journal again.
final class UnwrittenPoison: Sendable {
  static let ofProcess = UnwrittenPoison()

  private let marks = Mutex<[FileIdentity: PoisonMark]>([:])

  /// Writes the mark; remembers the failure where that cannot be done.
  func write(_ mark: PoisonMark, to lock: LockFile) {
    do throws(SystemCallError) {
      try lock.write(mark)
    } catch {
      guard let identity = lock.identity else { return }
      marks.withLock { $0[identity] = mark }
    }
  }

  /// Writes what is remembered; throws when that still fails.
  func write(to lock: LockFile) throws(SystemCallError) {
    guard let identity = lock.identity, let mark = marks.withLock({ $0[identity] }) else { return }
    try lock.write(mark)
    marks.withLock { $0[identity] = nil }
  }
}
