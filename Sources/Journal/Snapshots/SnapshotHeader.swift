// A snapshot says what the records of the first N segments amount to, so that those segments can go. It is one file,
// `snapshots/NNNNNNNNNNNNNNNN.snapshot`, named like the last segment it covers, in 16 hexadecimal digits:
//
//   header    64 bytes
//   state     what the records amount to; its meaning is not the journal's
//   records   the records with a payload that may still be read, as they stood in their segments (RecordFormat.swift)
//   table     for each of these records, in order: its sequence number (8), and the offset in this file of the record's
//             first byte (8)
//   trailer   64 bytes (SnapshotTrailer.swift)
//
//   offset  bytes  snapshot header
//        0      8  89 then the letters DAYSNAP
//        8      2  major version of the format, 1
//       10      2  minor version, 0
//       12      4  features a reader must know; none so far, so 0
//       16     16  journal id
//       32      8  number of the last segment covered
//       40      8  sequence number of the last record covered
//       48      8  when the segment after it was made: milliseconds since 1970, UTC
//       56      4  link: the checksum that ends the footer of the last segment covered
//       60      4  checksum of bytes 0 to 59
//
// Nothing in the file depends on the process or the time at which it is written: whoever compacts the same segments of
// the same journal writes the same bytes.
//
// Order of writing. A snapshot is written as `….snapshot.new`, synced, renamed, and the directories synced. Only then are
// the segments it covers removed, the oldest first. The segment after the last one covered is always there.

/// What a snapshot file begins with.
package struct SnapshotHeader: Sendable, Equatable {
  package static let size = 64
  static let majorVersion: UInt16 = 1
  static let minorVersion: UInt16 = 0
  private static let magic: UInt64 = 0x5041_4e53_5941_4489

  /// 16 bytes.
  package var journalIdentifier: [UInt8]
  /// The last segment covered.
  package var segment: UInt64
  /// The last record covered.
  package var lastSequence: UInt64
  /// Milliseconds since 1970.
  package var created: Int64
  /// The checksum that ends the last segment covered.
  package var link: UInt32

  /// The 64 bytes, and the checksum that ends them.
  func encode() -> (bytes: [UInt8], checksum: UInt32) {
    var bytes = [UInt8](repeating: 0, count: Self.size)
    let checksum = bytes.withUnsafeMutableBytes { buffer in
      buffer.put(Self.magic, at: 0)
      buffer.put(Self.majorVersion, at: 8)
      buffer.put(Self.minorVersion, at: 10)
      buffer.put(journalIdentifier, at: 16)
      buffer.put(segment, at: 32)
      buffer.put(lastSequence, at: 40)
      buffer.put(created, at: 48)
      buffer.put(link, at: 56)
      let checksum = Checksum.of(UnsafeRawBufferPointer(rebasing: buffer[..<60]))
      buffer.put(checksum, at: 60)
      return checksum
    }
    return (bytes, checksum)
  }

  /// What the first bytes of a file are.
  static func decode(_ bytes: [UInt8]) -> Decoded {
    bytes.withUnsafeBytes { buffer in
      guard buffer.count >= Self.size, buffer.integer(at: 0, as: UInt64.self) == magic else { return .notOurs }
      let checksum = buffer.integer(at: 60, as: UInt32.self)
      guard Checksum.of(UnsafeRawBufferPointer(rebasing: buffer[..<60])) == checksum else { return .damaged }
      let major = buffer.integer(at: 8, as: UInt16.self)
      let features = buffer.integer(at: 12, as: UInt32.self)
      guard major == majorVersion, features == 0 else { return .unknownVersion(major: major, features: features) }
      let header = SnapshotHeader(
        journalIdentifier: Array(buffer[16..<32]),
        segment: buffer.integer(at: 32),
        lastSequence: buffer.integer(at: 40),
        created: buffer.integer(at: 48),
        link: buffer.integer(at: 56)
      )
      guard header.lastSequence <= JournalLimits.sequence else { return .damaged }
      return .header(header, checksum: checksum)
    }
  }

  enum Decoded {
    case header(SnapshotHeader, checksum: UInt32)
    case unknownVersion(major: UInt16, features: UInt32)
    case damaged
    case notOurs
  }
}
