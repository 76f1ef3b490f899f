/// How far the log is known to be on disk.
struct SyncedMark: Sendable, Equatable {
  /// Every record up to this one.
  var sequence: UInt64

  func encode(into bytes: UnsafeMutableRawBufferPointer) {
    bytes.put(sequence, at: 0)
  }

  static func decode(_ bytes: UnsafeRawBufferPointer, seed: UInt32) -> SyncedMark? {
    guard LockFile.isIntact(bytes, seed: seed) else { return nil }
    return SyncedMark(sequence: bytes.integer(at: 0))
  }
}
