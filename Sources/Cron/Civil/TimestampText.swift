/// The ASCII text of a time while it is being written.
struct TimestampText {
  private var bytes: [UInt8] = []

  init() {
    bytes.reserveCapacity(32)
  }

  var string: String { String(decoding: bytes, as: UTF8.self) }

  mutating func append(_ character: Unicode.Scalar) {
    bytes.append(UInt8(ascii: character))
  }

  /// Appends a number that is not negative, with leading zeros up to a width.
  mutating func append(_ number: Int, width: Int) {
    let start = bytes.count
    var rest = number
    repeat {
      bytes.append(UInt8(ascii: "0") + UInt8(rest % 10))
      rest /= 10
    } while rest > 0 || bytes.count - start < width
    bytes[start...].reverse()
  }

  /// Appends `2025-11-02T01:00:00`.
  mutating func append(_ time: CivilTime) {
    if !(0...9_999).contains(time.date.year) {
      append(time.date.year < 0 ? "-" : "+")
    }
    append(abs(time.date.year), width: 4)
    append("-")
    append(time.date.month, width: 2)
    append("-")
    append(time.date.day, width: 2)
    append("T")
    append(time.hour, width: 2)
    append(":")
    append(time.minute, width: 2)
    append(":")
    append(time.second, width: 2)
  }

  /// Appends `+05:45`.
  mutating func append(offset: Int) {
    append(offset < 0 ? "-" : "+")
    let distance = abs(offset)
    append(distance / 3_600, width: 2)
    append(":")
    append(distance / 60 % 60, width: 2)
    if distance % 60 != 0 {
      append(":")
      append(distance % 60, width: 2)
    }
  }
}
