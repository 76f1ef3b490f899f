// A segment is one file of the log, `segments/NNNNNNNNNNNNNNNN.segment`, named by its number in 16 hexadecimal digits.
// Numbers start at 1 and have no gaps. A segment begins with this header, frames follow it, and when it is full a footer
// (SegmentFooter.swift) seals it. The last segment has no footer yet; the space after its last frame is zero.
//
//   offset  bytes  segment header
//        0      8  89 then the letters DAYBOOK
//        8      2  major version of the format, 1
//       10      2  minor version, 0
//       12      4  features a reader must know (SegmentFeatures.swift), else 0
//       16     16  journal id: random, the same in every segment
//       32      8  number of the segment
//       40      8  sequence number of its first record
//       48      8  when it was made: milliseconds since 1970, UTC
//       56      4  link: the checksum that ends the footer of the segment before it, or that of the last frame kept there
//                  if it was left without one; 0 in segment 1
//       60      4  checksum of bytes 0 to 59
//
// A reader refuses a newer major version and a feature it does not know; a newer minor version only adds what it may
// pass over. More features are kept for segments into which compaction copied live records.
//
// Order of writing. A segment is made as `….segment.new` with its header and its first space, synced, renamed, and the
// directory synced. This happens after the footer of the segment before it was synced, and before its own first frame.

/// What a segment file begins with.
package struct SegmentHeader: Sendable, Equatable {
  package static let size = 64
  package static let majorVersion: UInt16 = 1
  package static let minorVersion: UInt16 = 0
  private static let magic: UInt64 = 0x4b4f_4f42_5941_4489

  package var minorVersion = Self.minorVersion
  package var features: SegmentFeatures = []
  /// 16 bytes.
  package var journalIdentifier: [UInt8]
  package var number: UInt64
  package var firstSequence: UInt64
  /// Milliseconds since 1970.
  package var created: Int64
  /// The checksum that ends the segment before this one.
  package var link: UInt32

  /// The 64 bytes, and the checksum that ends them.
  func encode() -> (bytes: [UInt8], checksum: UInt32) {
    var bytes = [UInt8](repeating: 0, count: Self.size)
    let checksum = bytes.withUnsafeMutableBytes { buffer in
      buffer.put(Self.magic, at: 0)
      buffer.put(Self.majorVersion, at: 8)
      buffer.put(minorVersion, at: 10)
      buffer.put(features.rawValue, at: 12)
      buffer.put(journalIdentifier, at: 16)
      buffer.put(number, at: 32)
      buffer.put(firstSequence, at: 40)
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
      guard major == majorVersion, SegmentFeatures.known.isSuperset(of: SegmentFeatures(rawValue: features)) else {
        return .unknownVersion(major: major, features: features)
      }
      let header = SegmentHeader(
        minorVersion: buffer.integer(at: 10),
        features: SegmentFeatures(rawValue: features),
        journalIdentifier: Array(buffer[16..<32]),
        number: buffer.integer(at: 32),
        firstSequence: buffer.integer(at: 40),
        created: buffer.integer(at: 48),
        link: buffer.integer(at: 56)
      )
      guard (1...JournalLimits.sequence).contains(header.firstSequence) else { return .damaged }
      return .header(header, checksum: checksum)
    }
  }

  enum Decoded {
    case header(SegmentHeader, checksum: UInt32)
    case unknownVersion(major: UInt16, features: UInt32)
    case damaged
    case notOurs
  }
}
