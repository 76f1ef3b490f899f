/// Which worker a worker's file is of.
package struct WorkerIdentity: Sendable, Equatable {
  private static let magic: UInt64 = 0x4b52_4f57_5941_4489
  private static let majorVersion: UInt16 = 1
  private static let longestHost = 186

  package let process: ProcessIdentity
  /// Random; 16 bytes.
  package let identifier: [UInt8]
  package let host: String
  /// Milliseconds since 1970.
  package let created: Int64

  func encode() -> [UInt8] {
    WorkerFile.block(WorkerFile.identitySize) { bytes in
      bytes.put(Self.magic, at: 0)
      bytes.put(Self.majorVersion, at: 8)
      bytes.put(process.number, at: 12)
      bytes.put(process.startTime, at: 16)
      bytes.put(process.bootIdentifier, at: 24)
      bytes.put(identifier, at: 40)
      bytes.put(created, at: 56)
      let name = Array(host.utf8.prefix(Self.longestHost))
      bytes.put(UInt16(name.count), at: 64)
      bytes.put(name, at: 66)
    }
  }

  /// Nil when the bytes are not an intact identity of a version that is known.
  static func decode(_ bytes: UnsafeRawBufferPointer) -> WorkerIdentity? {
    guard bytes.count == WorkerFile.identitySize, WorkerFile.isIntact(bytes),
      bytes.integer(at: 0, as: UInt64.self) == magic, bytes.integer(at: 8, as: UInt16.self) == majorVersion
    else { return nil }
    let hostLength = min(Int(bytes.integer(at: 64, as: UInt16.self)), longestHost)
    return WorkerIdentity(
      process: ProcessIdentity(
        number: bytes.integer(at: 12),
        startTime: bytes.integer(at: 16),
        bootIdentifier: Array(bytes[24..<40])
      ),
      identifier: Array(bytes[40..<56]),
      host: String(decoding: bytes[66..<(66 + hostLength)], as: UTF8.self),
      created: bytes.integer(at: 56)
    )
  }
}
