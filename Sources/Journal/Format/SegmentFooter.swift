// The footer seals a segment: it stands where the next frame would, and the file ends with it. It has three parts.
//
//   offset  bytes  mark
//        0      3  the letters DBX
//        3      1  version, 1
//        4      4  number of entries
//
//   then, for each record of the segment that has a payload, in order,
//        0      4  its sequence number less the segment's first
//        4      4  offset in the file of the record's first byte, which is that of its length
//
//   and then, as the last 48 bytes of the file,
//        0      8  sequence number of the last record
//        8      8  number of records
//       16      8  number of frames
//       24      4  number of entries
//       28      4  offset of the mark
//       32      4  link: the header checksum of the last frame
//       36      4  checksum of the mark and the entries
//       40      4  the letters DBE and the version, 1
//       44      4  checksum of the 44 bytes before it
//
// A record with a payload is found by binary search among the entries, from the end of the file. A footer is valid if and
// only if both checksums are right, the numbers agree with each other and with the frames before it, the link is that of
// the last frame, and the file ends with it; zeros may still stand after it, when a process died before it cut them off,
// or a power cut undid the cut. A footer that is not valid is judged like a frame that is not (Frame.swift).
//
// Order of writing: footer, cut the file, sync; only then the next segment is made.

/// What seals a segment.
package struct SegmentFooter: Sendable, Equatable {
  static let markSize = 8
  static let entrySize = 8
  static let trailerSize = 48
  static let markMagic: UInt32 = 0x0158_4244
  private static let trailerMagic: UInt32 = 0x0145_4244

  package var lastSequence: UInt64
  package var recordCount: UInt64
  package var frameCount: UInt64
  package var entryCount: UInt32
  /// Where the footer begins in the file.
  package var offset: UInt32
  /// The checksum of the last frame's header.
  package var link: UInt32
  var indexChecksum: UInt32
  /// The checksum that ends the footer, to which the next segment links.
  package var checksum: UInt32

  /// Bytes of a footer.
  static func size(entries: Int) -> Int { markSize + entries * entrySize + trailerSize }

  var size: Int { Self.size(entries: Int(entryCount)) }
  /// Where the file ends.
  var end: UInt64 { UInt64(offset) + UInt64(size) }

  /// The bytes of a footer.
  static func encode(
    entries: [PayloadEntry],
    offset: UInt32,
    firstSequence: UInt64,
    lastSequence: UInt64,
    frameCount: UInt64,
    link: UInt32
  ) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: size(entries: entries.count))
    bytes.withUnsafeMutableBytes { buffer in
      buffer.put(markMagic, at: 0)
      buffer.put(UInt32(entries.count), at: 4)
      for (place, entry) in entries.enumerated() {
        buffer.put(entry.sequence, at: markSize + place * entrySize)
        buffer.put(entry.offset, at: markSize + place * entrySize + 4)
      }
      let trailer = buffer.count - trailerSize
      buffer.put(lastSequence, at: trailer)
      buffer.put(lastSequence + 1 - firstSequence, at: trailer + 8)
      buffer.put(frameCount, at: trailer + 16)
      buffer.put(UInt32(entries.count), at: trailer + 24)
      buffer.put(offset, at: trailer + 28)
      buffer.put(link, at: trailer + 32)
      buffer.put(Checksum.of(UnsafeRawBufferPointer(rebasing: buffer[..<trailer])), at: trailer + 36)
      buffer.put(trailerMagic, at: trailer + 40)
      buffer.put(Checksum.of(UnsafeRawBufferPointer(rebasing: buffer[trailer..<(trailer + 44)])), at: trailer + 44)
    }
    return bytes
  }

  /// The footer that these 48 bytes end; nil when they are none. The entries are not looked at.
  static func decodeTrailer(_ bytes: UnsafeRawBufferPointer) -> SegmentFooter? {
    guard bytes.count == trailerSize, bytes.integer(at: 40, as: UInt32.self) == trailerMagic else { return nil }
    let checksum = bytes.integer(at: 44, as: UInt32.self)
    guard Checksum.of(UnsafeRawBufferPointer(rebasing: bytes[..<44])) == checksum else { return nil }
    return SegmentFooter(
      lastSequence: bytes.integer(at: 0),
      recordCount: bytes.integer(at: 8),
      frameCount: bytes.integer(at: 16),
      entryCount: bytes.integer(at: 24),
      offset: bytes.integer(at: 28),
      link: bytes.integer(at: 32),
      indexChecksum: bytes.integer(at: 36),
      checksum: checksum
    )
  }

  /// The whole footer, mark and entries included; nil when it is not valid in itself.
  static func decode(_ bytes: UnsafeRawBufferPointer, at offset: UInt64) -> SegmentFooter? {
    guard bytes.count >= size(entries: 0) else { return nil }
    let trailer = bytes.count - trailerSize
    guard let footer = decodeTrailer(UnsafeRawBufferPointer(rebasing: bytes[trailer...])),
      footer.size == bytes.count, UInt64(footer.offset) == offset,
      bytes.integer(at: 0, as: UInt32.self) == markMagic,
      bytes.integer(at: 4, as: UInt32.self) == footer.entryCount,
      Checksum.of(UnsafeRawBufferPointer(rebasing: bytes[..<trailer])) == footer.indexChecksum
    else { return nil }
    return footer
  }
}
