/// Where the next frame goes, as the last append left it.
struct TailHint: Sendable, Equatable {
  var segment: UInt64
  var offset: UInt64
  var nextSequence: UInt64
  /// 0 when the segment has no frame yet.
  var lastFrameOffset: UInt64
  /// The checksum of the last frame's header, or of the segment's.
  var link: UInt32
  /// What the records may mean, as the last process that knew has said; 0 when none has.
  var recordVersion: UInt32 = 0

  func encode(into bytes: UnsafeMutableRawBufferPointer) {
    bytes.put(segment, at: 0)
    bytes.put(offset, at: 8)
    bytes.put(nextSequence, at: 16)
    bytes.put(lastFrameOffset, at: 24)
    bytes.put(link, at: 32)
    bytes.put(recordVersion, at: 36)
  }

  static func decode(_ bytes: UnsafeRawBufferPointer, seed: UInt32) -> TailHint? {
    guard LockFile.isIntact(bytes, seed: seed) else { return nil }
    return TailHint(
      segment: bytes.integer(at: 0),
      offset: bytes.integer(at: 8),
      nextSequence: bytes.integer(at: 16),
      lastFrameOffset: bytes.integer(at: 24),
      link: bytes.integer(at: 32),
      recordVersion: bytes.integer(at: 36)
    )
  }
}
