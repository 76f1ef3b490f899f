/// Zone files made by the tests.
enum ZoneBytes {
  /// A zone that has always been so many hours east of Greenwich.
  static func fixed(hoursEast: Int) -> [UInt8] { following("", hoursEast: hoursEast) }

  /// A zone that has always followed a POSIX rule, with so many hours as its standard time.
  static func following(_ rule: String, hoursEast: Int) -> [UInt8] {
    let type = bigEndian(Int32(hoursEast * 3600)) + [0, 0]
    let names = Array("LMT\0".utf8)
    let body = header(names: names.count) + type + names
    return body + body + Array("\n\(rule)\n".utf8)
  }

  private static func header(names: Int) -> [UInt8] {
    let counts = [0, 0, 0, 0, 1, Int32(names)]
    return Array("TZif2".utf8) + [UInt8](repeating: 0, count: 15) + counts.flatMap(bigEndian)
  }

  private static func bigEndian(_ value: Int32) -> [UInt8] { withUnsafeBytes(of: value.bigEndian, Array.init) }
}
