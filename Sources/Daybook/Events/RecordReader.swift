/// Reads what `RecordWriter` wrote, checking every length before it is used.
package struct RecordReader {
  private let bytes: UnsafeRawBufferPointer
  private var offset = 0

  package init(_ bytes: UnsafeRawBufferPointer) {
    self.bytes = bytes
  }

  /// Bytes not read yet.
  package var remaining: Int { bytes.count - offset }

  package mutating func byte() throws(RecordError) -> UInt8 {
    guard offset < bytes.count else { throw .truncated }
    defer { offset += 1 }
    return bytes[offset]
  }

  package mutating func flag() throws(RecordError) -> Bool {
    switch try byte() {
    case 0: return false
    case 1: return true
    default: throw .malformed("a flag that is neither 0 nor 1")
    }
  }

  package mutating func unsigned() throws(RecordError) -> UInt64 {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while true {
      let next = try byte()
      guard shift < 63 || next <= 1 else { throw .malformed("a number over 64 bits") }
      value |= UInt64(next & 0x7f) << shift
      if next < 0x80 { return value }
      shift += 7
    }
  }

  package mutating func count() throws(RecordError) -> Int {
    let value = try unsigned()
    guard let count = Int(exactly: value) else { throw .malformed("a count out of range") }
    return count
  }

  package mutating func signed() throws(RecordError) -> Int64 {
    let value = try unsigned()
    return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
  }

  package mutating func time() throws(RecordError) -> Timestamp {
    Timestamp(milliseconds: try signed())
  }

  package mutating func text() throws(RecordError) -> String {
    let part = try slice()
    return String(decoding: part, as: UTF8.self)
  }

  package mutating func blob() throws(RecordError) -> [UInt8] {
    Array(try slice())
  }

  /// A blob, or the UTF-8 of a text, where it stands in the record.
  mutating func blobInPlace() throws(RecordError) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: try slice())
  }

  /// Steps over a blob without copying it; payloads stay on disk.
  package mutating func skipBlob() throws(RecordError) {
    _ = try slice()
  }

  package mutating func optional<T>(
    _ read: (inout RecordReader) throws(RecordError) -> T
  ) throws(RecordError) -> T? {
    try flag() ? try read(&self) : nil
  }

  package mutating func list<T>(
    _ read: (inout RecordReader) throws(RecordError) -> T
  ) throws(RecordError) -> [T] {
    let count = try count()
    // Every element takes a byte at least: a larger count is damage, not a reason to allocate.
    guard count <= remaining else { throw .truncated }
    var values: [T] = []
    values.reserveCapacity(count)
    for _ in 0..<count { values.append(try read(&self)) }
    return values
  }

  private mutating func slice() throws(RecordError) -> Slice<UnsafeRawBufferPointer> {
    let count = try count()
    guard count <= remaining else { throw .truncated }
    defer { offset += count }
    return bytes[offset..<(offset + count)]
  }
}

/// Why a record's bytes have no meaning, although their checksum holds: another version wrote them.
package enum RecordError: Error, CustomStringConvertible {
  case truncated
  case malformed(String)
  case unknownKind(UInt8)
  case unknownState(UInt64)

  package var description: String {
    switch self {
    case .truncated: "the record ends too early"
    case .malformed(let what): "the record holds \(what)"
    case .unknownState(let version):
      "it holds a state of version \(version), which this version does not know: use a newer daybook"
    case .unknownKind(let kind): "the record has kind \(kind), which this version does not know: use a newer daybook"
    }
  }
}
