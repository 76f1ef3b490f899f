/// Sizes as people read them.
package enum SizeText {
  private static let units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"]

  /// One unit, one digit after the point below ten: `4.1 GiB`, `820 KiB`.
  package static func rounded(bytes: Int64) -> String {
    var tenths = max(0, min(bytes, .max / 10)) * 10
    var unit = 0
    while tenths >= 10_240, unit < units.count - 1 {
      tenths = tenths / 1024 + (tenths % 1024 >= 512 ? 1 : 0)
      unit += 1
    }
    let isWhole = unit == 0 || tenths >= 100
    return isWhole ? "\(tenths / 10) \(units[unit])" : "\(tenths / 10).\(tenths % 10) \(units[unit])"
  }
}

extension SizeText {
  /// The bytes that a text such as `2GiB`, `500 MB` or `4096B` means; nil when it is no size.
  package static func bytes(_ text: String) -> UInt64? {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    let unit = text.dropFirst(digits.count).drop { $0 == " " }
    guard let number = UInt64(digits), let power = units.firstIndex(where: { matches(unit, $0) }) else { return nil }
    let factor = (0..<power).reduce(UInt64(1)) { product, _ in product * (unit.contains("i") ? 1024 : 1000) }
    let (bytes, overflow) = number.multipliedReportingOverflow(by: factor)
    return overflow ? nil : bytes
  }

  /// `GiB`, and `GB` too.
  private static func matches(_ written: Substring, _ unit: String) -> Bool {
    written == unit || (unit.count == 3 && written == "\(unit.prefix(1))B")
  }
}
