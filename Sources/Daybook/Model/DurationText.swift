/// Durations as people write them: `90s`, `1h30m`, `500ms`, `2d`.
///
/// Units are `ms s m h d w`, largest first, each at most once. A bare number is refused, because seconds and milliseconds
/// would be confused (semantics.md, Durations).
public enum DurationText {
  private static let units: [(name: String, milliseconds: Int64)] = [
    ("w", 604_800_000), ("d", 86_400_000), ("h", 3_600_000), ("m", 60_000), ("s", 1000), ("ms", 1),
  ]

  /// The milliseconds that `text` means.
  ///
  /// - Throws: `DaybookError` with code `.invalidInput` that says what to write instead.
  public static func milliseconds(_ text: some StringProtocol) throws(DaybookError) -> Int64 {
    var rest = text[...]
    var total: Int64 = 0
    var nextUnit = 0
    if rest.isEmpty { throw invalid(text) }
    while !rest.isEmpty {
      let digits = rest.prefix(while: { $0.isASCII && $0.isNumber })
      rest = rest[digits.endIndex...]
      let letters = rest.prefix(while: { $0.isASCII && $0.isLetter })
      rest = rest[letters.endIndex...]
      guard let count = Int64(digits),
        let unit = units[nextUnit...].firstIndex(where: { $0.name == letters.lowercased() })
      else { throw invalid(text) }
      total = total.saturatingAdd(count.saturatingMultiply(units[unit].milliseconds))
      nextUnit = unit + 1
    }
    return total
  }

  /// The shortest exact text: `1h30m`, `500ms`, `0s`.
  public static func text(milliseconds: Int64) -> String {
    guard milliseconds > 0 else { return "0s" }
    var rest = milliseconds
    var text = ""
    for unit in units where rest >= unit.milliseconds {
      text += "\(rest / unit.milliseconds)\(unit.name)"
      rest %= unit.milliseconds
    }
    return text
  }

  /// A short rounded text for tables: `2m14s`, `820ms`, `4h12m`; two units at most.
  public static func rounded(milliseconds: Int64) -> String {
    if milliseconds < 1000 { return "\(max(0, milliseconds))ms" }
    if milliseconds < 10_000 { return "\(milliseconds / 1000).\(milliseconds % 1000 / 100)s" }
    let present = units.dropLast().drop(while: { $0.milliseconds > milliseconds })
    guard let first = present.first else { return "0s" }
    var text = "\(milliseconds / first.milliseconds)\(first.name)"
    if let second = present.dropFirst().first {
      let count = milliseconds % first.milliseconds / second.milliseconds
      if count > 0 { text += "\(count)\(second.name)" }
    }
    return text
  }

  /// For sentences: `5 minutes`, `day`, and `1h30m` where one unit is not enough.
  package static func words(milliseconds: Int64) -> String {
    let names = ["week", "day", "hour", "minute", "second", "millisecond"]
    let whole = zip(units, names).first { milliseconds > 0 && milliseconds.isMultiple(of: $0.0.milliseconds) }
    guard let (unit, name) = whole, milliseconds / unit.milliseconds < 1000 else {
      return text(milliseconds: milliseconds)
    }
    let count = milliseconds / unit.milliseconds
    return count == 1 ? name : "\(count) \(name)s"
  }

  private static func invalid(_ text: some StringProtocol) -> DaybookError {
    let hint =
      Int64(text).map { "write \($0)s for seconds or \($0)ms for milliseconds" }
      ?? "write a number with a unit (ms s m h d w), largest first, such as 30s, 5m or 1h30m"
    return DaybookError(.invalidInput, "'\(text)' is not a duration: \(hint)")
  }
}

extension Duration {
  /// The duration in whole milliseconds, rounded towards zero.
  package var wholeMilliseconds: Int64 {
    components.seconds.saturatingMultiply(1000).saturatingAdd(components.attoseconds / 1_000_000_000_000_000)
  }
}
