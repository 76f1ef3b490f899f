/// Reads the footer of a zone file, with the extensions of version 3: hours from -167 to 167 in the time of a change.
struct PosixZoneRuleParser {
  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  /// The rule, or nil when the text is not one.
  static func rule(parsing bytes: [UInt8]) -> PosixZoneRule? {
    var parser = PosixZoneRuleParser(bytes)
    return parser.parse()
  }

  private mutating func parse() -> PosixZoneRule? {
    guard skipName(), let west = time(hours: 0...24), let standard = eastOffset(west) else { return nil }
    if position == bytes.count { return PosixZoneRule(standardOffset: standard, summer: nil) }
    guard skipName() else { return nil }
    var summerOffset = standard + 3_600
    if peek != UInt8(ascii: ",") {
      guard let west = time(hours: 0...24), let offset = eastOffset(west) else { return nil }
      summerOffset = offset
    }
    guard let start = change(), let end = change(), position == bytes.count else { return nil }
    return PosixZoneRule(
      standardOffset: standard, summer: PosixZoneRule.Summer(offset: summerOffset, start: start, end: end))
  }

  private var peek: UInt8? { position < bytes.count ? bytes[position] : nil }

  /// The footer counts seconds west of UTC.
  private func eastOffset(_ west: Int64) -> Int64? {
    ZoneSpan.offsets.contains(-west) ? -west : nil
  }

  /// Skips `CET` or `<+0330>`; false when there is no name.
  private mutating func skipName() -> Bool {
    let start = position
    if take("<") {
      while let byte = peek, byte != UInt8(ascii: ">") { position += 1 }
      return take(">") && position - start > 2
    }
    while let byte = peek, isLetter(byte) { position += 1 }
    return position - start >= 3
  }

  private mutating func change() -> PosixZoneRule.Change? {
    guard take(","), let day = day() else { return nil }
    guard take("/") else { return PosixZoneRule.Change(day: day, time: 2 * 3_600) }
    guard let time = time(hours: 0...167) else { return nil }
    return PosixZoneRule.Change(day: day, time: time)
  }

  private mutating func day() -> PosixZoneRule.Change.Day? {
    if take("J") { return number(in: 1...365).map { .julian($0) } }
    guard take("M") else { return number(in: 0...365).map { .zeroBased($0) } }
    guard
      let month = number(in: 1...12), take("."),
      let week = number(in: 1...5), take("."),
      let weekday = number(in: 0...6)
    else { return nil }
    return .weekday(month: month, week: week, weekday: weekday)
  }

  /// Reads `[+-]hh[:mm[:ss]]` as seconds.
  private mutating func time(hours range: ClosedRange<Int>) -> Int64? {
    let isNegative = take("-")
    if !isNegative { _ = take("+") }
    guard let hours = number(in: range) else { return nil }
    var seconds = hours * 3_600
    if take(":") {
      guard let minutes = number(in: 0...59) else { return nil }
      seconds += minutes * 60
      if take(":") {
        guard let rest = number(in: 0...59) else { return nil }
        seconds += rest
      }
    }
    return Int64(isNegative ? -seconds : seconds)
  }

  private mutating func number(in range: ClosedRange<Int>) -> Int? {
    let start = position
    var value = 0
    while let byte = peek, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte), position - start < 3 {
      value = value * 10 + Int(byte - UInt8(ascii: "0"))
      position += 1
    }
    return position > start && range.contains(value) ? value : nil
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard peek == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  private func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte & ~0x20)
  }
}
