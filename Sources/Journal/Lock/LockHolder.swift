/// The process that took the append lock last, for the messages of those who wait for it.
struct LockHolder: Sendable, Equatable {
  private static let magic: UInt64 = 0x4b43_4f4c_5941_4489
  private static let majorVersion: UInt16 = 1

  var process: ProcessIdentity
  /// 16 bytes.
  var journalIdentifier: [UInt8]

  func encode(into bytes: UnsafeMutableRawBufferPointer) {
    bytes.put(Self.magic, at: 0)
    bytes.put(Self.majorVersion, at: 8)
    bytes.put(process.number, at: 12)
    bytes.put(process.startTime, at: 16)
    bytes.put(process.bootIdentifier, at: 24)
    bytes.put(journalIdentifier, at: 40)
  }

  static func decode(_ bytes: UnsafeRawBufferPointer) -> LockHolder? {
    guard LockFile.isIntact(bytes, seed: 0), bytes.integer(at: 0, as: UInt64.self) == magic,
      bytes.integer(at: 8, as: UInt16.self) == majorVersion
    else { return nil }
    let process = ProcessIdentity(
      number: bytes.integer(at: 12),
      startTime: bytes.integer(at: 16),
      bootIdentifier: Array(bytes[24..<40])
    )
    return LockHolder(process: process, journalIdentifier: Array(bytes[40..<56]))
  }
}
