/// Reads one RFC 3339 time: `2026-11-21T03:36:50.123Z`, `2025-11-02T01:00:00-04:00`.
///
/// `t`, `z` and a space for `T` are accepted, as the standard allows. A leap second (`:60`) is not: no instant here has one.
struct TimestampParser {
  private let text: String
  private let characters: [Character]
  private var position = 0

  private static let example = "2026-11-21T03:36:50Z"

  init(_ text: String) {
    self.text = text
    characters = Array(text)
  }

  mutating func parse() throws(CronError) -> Int64 {
    let date = try parseDate()
    try expect("tT ", "T and a time of day are missing: write \(Self.example)")
    let hour = try number(digits: 2, named: "hour", in: 0...23)
    try expect(":", "“:” belongs between hour and minute")
    let minute = try number(digits: 2, named: "minute", in: 0...59)
    try expect(":", "seconds are missing: write them as in \(Self.example)")
    let second = try number(digits: 2, named: "second", in: 0...59)
    let fraction = try parseFraction()
    let offset = try parseOffset()
    guard position == characters.count else {
      throw error("nothing may follow the offset")
    }
    let wall = CivilTime(date: date, secondOfDay: hour * 3_600 + minute * 60 + second).wallSeconds
    return (wall - Int64(offset)) * 1_000 + Int64(fraction)
  }

  private mutating func parseDate() throws(CronError) -> CivilDate {
    let year = try number(digits: 4, named: "year", in: 0...9_999)
    try expect("-", "“-” belongs between year and month")
    let month = try number(digits: 2, named: "month", in: 1...12)
    try expect("-", "“-” belongs between month and day")
    let dayColumn = position
    let day = try number(digits: 2, named: "day", in: 1...31)
    let length = CivilDate.length(ofMonth: month, year: year)
    guard day <= length else {
      throw error("\(CronField.month.name(of: month)) \(year) has \(length) days", at: dayColumn)
    }
    return CivilDate(year: year, month: month, day: day)
  }

  private mutating func parseFraction() throws(CronError) -> Int {
    guard position < characters.count, characters[position] == "." else { return 0 }
    position += 1
    let start = position
    var milliseconds = 0
    while let digit = digit(at: position) {
      if position - start < 3 { milliseconds = milliseconds * 10 + digit }
      position += 1
    }
    guard position > start else { throw error("a digit belongs after the decimal point") }
    for _ in min(position - start, 3)..<3 { milliseconds *= 10 }
    return milliseconds
  }

  private mutating func parseOffset() throws(CronError) -> Int {
    try expect("zZ+-", "the offset is missing: end the time with Z for UTC, or with one such as +02:00")
    let sign = characters[position - 1]
    guard sign == "+" || sign == "-" else { return 0 }
    let hours = try number(digits: 2, named: "offset hour", in: 0...25)
    try expect(":", "“:” belongs between the offset's hours and minutes: write +02:00")
    var seconds = hours * 3_600 + (try number(digits: 2, named: "offset minute", in: 0...59)) * 60
    if position < characters.count, characters[position] == ":" {
      position += 1
      seconds += try number(digits: 2, named: "offset second", in: 0...59)
    }
    return sign == "-" ? -seconds : seconds
  }

  private mutating func number(digits: Int, named name: String, in range: ClosedRange<Int>) throws(CronError) -> Int {
    let start = position
    var value = 0
    for _ in 0..<digits {
      guard let digit = digit(at: position) else {
        throw error("the \(name) needs \(digits) digits, as in \(Self.example)")
      }
      value = value * 10 + digit
      position += 1
    }
    guard range.contains(value) else {
      throw error("the \(name) is \(range.lowerBound) to \(range.upperBound), not \(value)", at: start)
    }
    return value
  }

  private mutating func expect(_ choices: String, _ complaint: String) throws(CronError) {
    guard position < characters.count, choices.contains(characters[position]) else { throw error(complaint) }
    position += 1
  }

  private func digit(at index: Int) -> Int? {
    guard index < characters.count, let ascii = characters[index].asciiValue else { return nil }
    return (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(ascii) ? Int(ascii - UInt8(ascii: "0")) : nil
  }

  private func error(_ message: String, at column: Int? = nil) -> CronError {
    CronError(.malformedTime, text: text, column: column ?? position, "not an RFC 3339 time: \(message)")
  }
}
