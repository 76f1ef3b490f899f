//   offset  bytes  snapshot trailer, the last 64 bytes of the file
//        0      3  the letters DBT
//        3      1  version, 1
//        4      4  link: the checksum that ends the header
//        8      8  bytes of the state, which begins at offset 64
//       16      8  bytes of the records, which follow the state
//       24      8  number of records, and so of entries of the table, which follows the records
//       32      4  checksum of the state
//       36      4  checksum of the records
//       40      4  checksum of the table
//       60      4  checksum of the trailer's bytes 0 to 59
//
// A snapshot is valid if and only if its five checksums are right, the link is that of its header, its parts fill the
// file exactly, the table's sequence numbers ascend and do not exceed the last one covered, its offsets are those at which
// the records stand one after another, and the checksum of each record is right.

/// What a snapshot file ends with.
struct SnapshotTrailer: Sendable, Equatable {
  static let size = 64
  static let entrySize = 16
  private static let magic: UInt32 = 0x0154_4244

  /// The checksum that ends the header.
  var link: UInt32
  var stateLength: UInt64
  var recordsLength: UInt64
  var recordCount: UInt64
  var stateChecksum: UInt32
  var recordsChecksum: UInt32
  var tableChecksum: UInt32

  var stateOffset: UInt64 { UInt64(SnapshotHeader.size) }
  var recordsOffset: UInt64 { stateOffset + stateLength }
  var tableOffset: UInt64 { recordsOffset + recordsLength }
  var tableLength: UInt64 { recordCount * UInt64(Self.entrySize) }

  func encode() -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: Self.size)
    bytes.withUnsafeMutableBytes { buffer in
      buffer.put(Self.magic, at: 0)
      buffer.put(link, at: 4)
      buffer.put(stateLength, at: 8)
      buffer.put(recordsLength, at: 16)
      buffer.put(recordCount, at: 24)
      buffer.put(stateChecksum, at: 32)
      buffer.put(recordsChecksum, at: 36)
      buffer.put(tableChecksum, at: 40)
      buffer.put(Checksum.of(UnsafeRawBufferPointer(rebasing: buffer[..<60])), at: 60)
    }
    return bytes
  }

  /// The trailer in the last bytes of a file of this size; nil when it is not valid, or its parts do not fill the file.
  static func decode(_ bytes: [UInt8], fileSize: UInt64) -> SnapshotTrailer? {
    bytes.withUnsafeBytes { buffer in
      guard buffer.count == size, buffer.integer(at: 0, as: UInt32.self) == magic,
        Checksum.of(UnsafeRawBufferPointer(rebasing: buffer[..<60])) == buffer.integer(at: 60, as: UInt32.self)
      else { return nil }
      let trailer = SnapshotTrailer(
        link: buffer.integer(at: 4),
        stateLength: buffer.integer(at: 8),
        recordsLength: buffer.integer(at: 16),
        recordCount: buffer.integer(at: 24),
        stateChecksum: buffer.integer(at: 32),
        recordsChecksum: buffer.integer(at: 36),
        tableChecksum: buffer.integer(at: 40)
      )
      return trailer.fills(fileSize) ? trailer : nil
    }
  }

  private func fills(_ fileSize: UInt64) -> Bool {
    // Checked one by one, so that no sum overflows.
    var rest = fileSize
    for part in [UInt64(SnapshotHeader.size), stateLength, recordsLength, UInt64(Self.size)] {
      guard part <= rest else { return false }
      rest -= part
    }
    return rest % UInt64(Self.entrySize) == 0 && rest / UInt64(Self.entrySize) == recordCount
  }
}
