// A record, inside the payload of a frame:
//
//   1 to 4 bytes  length of the record's own bytes, 0 to 4,194,304: seven bits a byte, the lowest first, and the highest
//                 bit set in all but the last
//   1 byte        flags: bit 0, the record has a payload; the other bits are zero
//   4 bytes       only with a payload: checksum of the sequence number (8 bytes) followed by the record's own bytes
//   length        the record's own bytes
//
// The sequence number is not written: it is the frame's first plus the record's place in the frame. A record with a
// payload is read again, alone, when a job starts; its own checksum makes that possible without reading the whole
// frame, and, by covering the sequence number, also notices that the wrong place was read.

/// How records are laid out in a frame.
enum RecordFormat {
  static let payloadFlag: UInt8 = 1
  /// A record without bytes: length and flags.
  static let smallestSize = 2
  /// The most that can stand before a record's own bytes.
  static let largestPrefix = 9

  /// Where a record's parts are.
  struct Prefix {
    let hasPayload: Bool
    /// Nil without a payload.
    let checksum: UInt32?
    /// Bytes before the record's own.
    let size: Int
    /// The record's own bytes.
    let length: Int
  }

  /// Bytes a record takes in a frame.
  static func size(ofRecordWith length: Int, hasPayload: Bool) -> Int {
    lengthSize(length) + 1 + (hasPayload ? 4 : 0) + length
  }

  /// Writes a record, and returns the bytes it took.
  static func encode(
    _ record: UnsafeRawBufferPointer, hasPayload: Bool, sequence: UInt64, into bytes: UnsafeMutableRawBufferPointer
  ) -> Int {
    var offset = 0
    var rest = record.count
    repeat {
      bytes[offset] = UInt8(rest & 0x7f) | (rest > 0x7f ? 0x80 : 0)
      rest >>= 7
      offset += 1
    } while rest > 0
    bytes[offset] = hasPayload ? payloadFlag : 0
    offset += 1
    if hasPayload {
      bytes.put(checksum(of: record, sequence: sequence), at: offset)
      offset += 4
    }
    UnsafeMutableRawBufferPointer(rebasing: bytes[offset...]).copyMemory(from: record)
    return offset + record.count
  }

  /// The parts before a record's own bytes; nil when these bytes cannot begin a record.
  @inline(__always)
  static func prefix(_ bytes: UnsafeRawBufferPointer, at start: Int) -> Prefix? {
    var offset = start
    var length = 0
    while true {
      guard offset < bytes.count, offset < start + 4 else { return nil }
      let byte = bytes[offset]
      length |= Int(byte & 0x7f) << (7 * (offset - start))
      offset += 1
      if byte < 0x80 { break }
    }
    guard length <= JournalLimits.recordBytes, offset < bytes.count, bytes[offset] & ~payloadFlag == 0 else {
      return nil
    }
    let payload = bytes[offset] == payloadFlag
    offset += 1
    guard payload else { return Prefix(hasPayload: false, checksum: nil, size: offset - start, length: length) }
    guard offset + 4 <= bytes.count else { return nil }
    let checksum = bytes.integer(at: offset, as: UInt32.self)
    return Prefix(hasPayload: true, checksum: checksum, size: offset + 4 - start, length: length)
  }

  /// The checksum of a record that has a payload.
  static func checksum(of bytes: UnsafeRawBufferPointer, sequence: UInt64) -> UInt32 {
    var number = sequence.littleEndian
    return withUnsafeBytes(of: &number) { Checksum.of(bytes, after: Checksum.of($0)) }
  }

  private static func lengthSize(_ length: Int) -> Int {
    switch length {
    case ..<0x80: 1
    case ..<0x4000: 2
    case ..<0x20_0000: 3
    default: 4
    }
  }
}
