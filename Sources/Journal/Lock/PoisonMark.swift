/// That a write or sync of the log failed, so that what follows the last synced record may not be on disk; and what has
/// become of it since (PoisonMending.swift).
package struct PoisonMark: Sendable, Equatable {
  /// What failed.
  package enum Failure: UInt32, Sendable {
    case write = 1
    case sync = 2
  }

  /// What has become of the failure.
  package enum Stage: UInt32, Sendable {
    /// Nobody appends; the next process that opens the journal for writing mends it.
    case poisoned = 0
    /// Mending has failed too: nobody appends until the machine is started anew.
    case givenUp = 1
    /// What followed the synced records was written anew, by mending or by repair: work goes on, and whoever read it
    /// before opens the journal again.
    case mended = 2
  }

  package var failure: Failure
  package var stage = Stage.poisoned
  package var errorNumber: Int32
  package var segment: UInt64
  /// Every record up to this one is on disk.
  package var syncedThrough: UInt64
  /// Milliseconds since 1970.
  package var time: Int64
  package var process: UInt32
  /// 16 bytes.
  package var bootIdentifier: [UInt8]

  func encode(into bytes: UnsafeMutableRawBufferPointer) {
    bytes.put(failure.rawValue, at: 0)
    bytes.put(errorNumber, at: 4)
    bytes.put(segment, at: 8)
    bytes.put(syncedThrough, at: 16)
    bytes.put(time, at: 24)
    bytes.put(process, at: 32)
    bytes.put(bootIdentifier, at: 36)
    bytes.put(stage.rawValue, at: 52)
  }

  static func decode(_ bytes: UnsafeRawBufferPointer, seed: UInt32) -> PoisonMark? {
    guard LockFile.isIntact(bytes, seed: seed), let failure = Failure(rawValue: bytes.integer(at: 0)),
      let stage = Stage(rawValue: bytes.integer(at: 52))
    else { return nil }
    return PoisonMark(
      failure: failure,
      stage: stage,
      errorNumber: bytes.integer(at: 4),
      segment: bytes.integer(at: 8),
      syncedThrough: bytes.integer(at: 16),
      time: bytes.integer(at: 24),
      process: bytes.integer(at: 32),
      bootIdentifier: Array(bytes[36..<52])
    )
  }
}
