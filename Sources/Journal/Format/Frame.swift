// A journal is a sequence of records, numbered from 1. A frame is one append: one or more records that count together
// or not at all. Frames stand one after another in segment files (SegmentHeader.swift), and begin at any offset.
//
// Integers are little-endian. "Checksum" is CRC-32C: polynomial 0x1EDC6F41 reflected, starting from and finally
// inverted with 0xFFFFFFFF; that of the ASCII digits "123456789" is 0xE3069283.
//
//   offset  bytes  frame header
//        0      3  the letters DBF
//        3      1  version of the frame, 1
//        4      4  length of the payload in bytes, 1 to 67,108,864
//        8      8  sequence number of the first record
//       16      8  synced through: every record up to this number was known to be on disk when the frame was written
//       24      4  boot tag: checksum of the 16 bytes of the kernel's boot id
//       28      4  number of records
//       32      4  link: the checksum that ends what stands before this frame, which is the frame before it (its
//                  header checksum) or, for the first of a segment, the segment header
//       36      4  checksum of the payload
//       40      4  checksum of bytes 0 to 39
//       44      –  payload: the records, one after another (RecordFormat.swift)
//
// A frame is valid if and only if
//   1. its header is wholly in the file and begins with DBF and a version this reader knows;
//   2. the header's checksum is right;
//   3. the length of the payload and the number of records are within their limits, and the payload is wholly in the file;
//   4. the payload's checksum is right;
//   5. its first sequence number is one more than that of the last record before it;
//   6. its link is the checksum of what stands before it;
//   7. its records fill the payload exactly, and are as many as the header says.
//
// The header has a checksum of its own, because with one for both a flipped bit in the length would make a whole frame
// look like an unfinished one. The link makes a frame valid in one place only: neither the remains of an older file nor
// a frame copied or left out can be taken for the next one.
//
// Where no valid frame follows, one of these is the case, decided in this order (TailRemains.swift):
//
//   End          Every byte up to the end of the file is zero, or there is none. Space is allocated ahead, so this is
//                the normal end of the last segment.
//   Footer       The footer that seals a segment (SegmentFooter.swift). The log goes on in the next segment.
//   Corruption   if the segment is not the last; or the lock file says that the next record was synced (it was
//                acknowledged once); or a valid frame header with a higher sequence number stands somewhere after; or
//                the header's checksum is right and what it says breaks rule 3, 5, 6 or 7; or something other than
//                zeros stands after the frame.
//   Torn tail    if the append cannot have been finished: the file ends inside the frame, or one of the parts into which
//                multiples of 512 cut the frame is all zero. (Where the header's checksum is wrong the frame's length is
//                unknown, and only the parts of the header count.) A disk writes whole sectors, and a process that dies
//                writes whole pages, so what is missing of an append is at least one such part.
//   Corruption   otherwise: everything is there, and it is not what was written.
//
// Only the holder of the append lock declares a tail torn: it writes zeros over the remains, syncs, and reports how many
// bytes were dropped. Nothing in them was ever acknowledged. A reader without the lock treats a torn tail as an end,
// because it may be an append under way. Corruption is never passed over: readers and writers stop and say where.
//
// Versions. The major version stands in the segment header, and a newer one is refused. A frame of an unknown version
// with a right checksum is refused in the same way.

/// What stands before the payload of a frame.
package struct FrameHeader: Sendable, Equatable {
  package static let size = 44
  static let version: UInt8 = 1
  static let magic: UInt32 = 0x0146_4244

  /// Bytes of the records.
  package var payloadLength: UInt32
  package var firstSequence: UInt64
  /// Every record up to this one was known to be on disk when the frame was written.
  package var syncedThrough: UInt64
  /// Stands for the time since the machine was started.
  package var bootTag: UInt32
  package var recordCount: UInt32
  /// The checksum of what stands before the frame.
  package var link: UInt32
  package var payloadChecksum: UInt32

  /// The sequence number of the frame's last record.
  var lastSequence: UInt64 { firstSequence + UInt64(recordCount) - 1 }

  /// Header and payload; bytes.
  var frameLength: UInt64 { UInt64(Self.size) + UInt64(payloadLength) }

  /// Writes the header to the first 44 bytes, and returns its checksum.
  func encode(into bytes: UnsafeMutableRawBufferPointer) -> UInt32 {
    bytes.put(Self.magic, at: 0)
    bytes.put(payloadLength, at: 4)
    bytes.put(firstSequence, at: 8)
    bytes.put(syncedThrough, at: 16)
    bytes.put(bootTag, at: 24)
    bytes.put(recordCount, at: 28)
    bytes.put(link, at: 32)
    bytes.put(payloadChecksum, at: 36)
    let checksum = Checksum.of(UnsafeRawBufferPointer(rebasing: bytes[..<40]))
    bytes.put(checksum, at: 40)
    return checksum
  }

  /// What the first 44 bytes are, by rules 1 and 2.
  static func decode(_ bytes: UnsafeRawBufferPointer) -> Decoded {
    let checksum = bytes.integer(at: 40, as: UInt32.self)
    guard bytes.integer(at: 0, as: UInt32.self) & 0xff_ffff == magic & 0xff_ffff,
      Checksum.of(UnsafeRawBufferPointer(rebasing: bytes[..<40])) == checksum
    else { return .invalid }
    guard bytes[3] == version else { return .otherVersion(bytes[3]) }
    let header = FrameHeader(
      payloadLength: bytes.integer(at: 4),
      firstSequence: bytes.integer(at: 8),
      syncedThrough: bytes.integer(at: 16),
      bootTag: bytes.integer(at: 24),
      recordCount: bytes.integer(at: 28),
      link: bytes.integer(at: 32),
      payloadChecksum: bytes.integer(at: 36)
    )
    return .header(header, checksum: checksum)
  }

  enum Decoded {
    case header(FrameHeader, checksum: UInt32)
    case otherVersion(UInt8)
    case invalid
  }

  /// Rule 3, but for the end of the file.
  var isWithinLimits: Bool {
    (1...UInt32(JournalLimits.frameBytes)).contains(payloadLength) && recordCount > 0
      && recordCount <= payloadLength / UInt32(RecordFormat.smallestSize)
  }
}
