/// How far the log is known to be on disk.
struct SyncedMark: Sendable, Equatable {
  /// Every record up to this one.
  var sequence: UInt64
  /// A place in the log up to which every byte is on disk: what stands behind it may not be. Segment 0 when it is not known.
  var place = LogPlace()

  func encode(into bytes: UnsafeMutableRawBufferPointer) {
    bytes.put(sequence, at: 0)
    bytes.put(place.segment, at: 8)
    bytes.put(place.offset, at: 16)
    bytes.put(place.nextSequence, at: 24)
    bytes.put(place.link, at: 32)
  }

  static func decode(_ bytes: UnsafeRawBufferPointer, seed: UInt32) -> SyncedMark? {
    guard LockFile.isIntact(bytes, seed: seed) else { return nil }
    return SyncedMark(
      sequence: bytes.integer(at: 0),
      place: LogPlace(
        segment: bytes.integer(at: 8),
        offset: bytes.integer(at: 16),
        nextSequence: bytes.integer(at: 24),
        link: bytes.integer(at: 32)
      )
    )
  }
}
