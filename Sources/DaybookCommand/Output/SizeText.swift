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
