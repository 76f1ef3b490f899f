/// Keeps a second process from compacting the same journal at the same time: the lock on byte 2 of the lock file. It goes
/// with the process, and lasts as long as this is in use.
final class CompactionLock {
  private static let byte: UInt64 = 2

  private let file: OpenFile
  private let fileSystem: any FileSystem

  /// Nil when another opener has it.
  init?(in directory: JournalDirectory) throws(JournalError) {
    file = try directory.open(LockFile.name, .readWrite)
    fileSystem = directory.fileSystem
    let (fileSystem, descriptor, path) = (fileSystem, file.descriptor, file.path)
    do throws(SystemCallError) {
      guard try fileSystem.lock(descriptor, byte: Self.byte) else { return nil }
    } catch {
      throw .reading(path, error)
    }
    // Someone may have put another file in its place.
    guard try directory.identity(of: LockFile.name) == file.identity() else { return nil }
  }

  /// Given up, and not only closed: a job that is just being started has a copy of every descriptor until it runs.
  deinit { try? fileSystem.unlock(file.descriptor, byte: Self.byte) }
}
