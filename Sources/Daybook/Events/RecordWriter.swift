/// Appends values to a record in the journal's compact encoding.
///
/// Integers are LEB128 variable-length, signed ones zigzag; text is its UTF-8 length and bytes; an optional is one byte 0,
/// or 1 and the value; a list is its count and the values.
package struct RecordWriter {
  package private(set) var bytes: [UInt8] = []

  package init(reserving capacity: Int = 64) {
    bytes.reserveCapacity(capacity)
  }

  package mutating func byte(_ value: UInt8) {
    bytes.append(value)
  }

  package mutating func flag(_ value: Bool) {
    bytes.append(value ? 1 : 0)
  }

  package mutating func unsigned(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  package mutating func count(_ value: Int) {
    unsigned(UInt64(value))
  }

  package mutating func signed(_ value: Int64) {
    unsigned(UInt64(bitPattern: (value << 1) ^ (value >> 63)))
  }

  package mutating func time(_ value: Timestamp) {
    signed(value.milliseconds)
  }

  package mutating func text(_ value: String) {
    var value = value
    value.withUTF8 { utf8 in
      count(utf8.count)
      bytes.append(contentsOf: utf8)
    }
  }

  package mutating func blob(_ value: [UInt8]) {
    count(value.count)
    bytes.append(contentsOf: value)
  }

  package mutating func optional<T>(_ value: T?, _ write: (inout RecordWriter, T) -> Void) {
    guard let value else { return byte(0) }
    byte(1)
    write(&self, value)
  }

  package mutating func list<T>(_ values: [T], _ write: (inout RecordWriter, T) -> Void) {
    count(values.count)
    for value in values { write(&self, value) }
  }
}
