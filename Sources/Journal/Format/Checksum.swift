import CSystem

/// CRC-32C, the checksum of everything in the journal.
package enum Checksum {
  /// The checksum of the bytes; given that of the bytes before them, of both together.
  @inline(__always)
  package static func of(_ bytes: UnsafeRawBufferPointer, after before: UInt32 = 0) -> UInt32 {
    daybook_crc32c(before, bytes.baseAddress, bytes.count)
  }

  /// The checksum of the bytes.
  package static func of(_ bytes: [UInt8]) -> UInt32 {
    bytes.withUnsafeBytes { of($0) }
  }
}
