import Synchronization

/// Failures whose mark could not be written to the lock file: nobody else knows of them, so this process remembers, however
/// often it opens the journal again.
final class UnwrittenPoison: Sendable {
  static let ofProcess = UnwrittenPoison()

  private let marks = Mutex<[FileIdentity: PoisonMark]>([:])

  /// Remembers the failure until its mark is written.
  func remember(_ mark: PoisonMark, of lockFile: FileIdentity) {
    marks.withLock { $0[lockFile] = mark }
  }

  /// Writes what is remembered; throws when that still fails.
  func write(to lock: LockFile) throws(SystemCallError) {
    guard let identity = lock.identity, let mark = marks.withLock({ $0[identity] }) else { return }
    try lock.write(mark)
    marks.withLock { $0[identity] = nil }
  }
}
