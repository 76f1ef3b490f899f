import Glibc

/// How Vixie's cron reads five fields and decides at each minute, in UTC; written without a look at Daybook's own way.
struct VixieCron {
  let minutes: Set<Int>
  let hours: Set<Int>
  private let dates: Set<Int>
  private let months: Set<Int>
  private let weekdays: Set<Int>
  private let needsBothDays: Bool

  private static let macros = [
    "@yearly": "0 0 1 1 *", "@monthly": "0 0 1 * *", "@weekly": "0 0 * * 0", "@daily": "0 0 * * *",
    "@hourly": "0 * * * *",
  ]
  private static let monthNames = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
  private static let weekdayNames = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]

  /// Nil for what it refuses.
  init?(_ times: String) {
    let words = (Self.macros[times] ?? times).split(separator: " ").map(String.init)
    guard words.count == 5,
      let minutes = Self.values(words[0], in: 0...59), let hours = Self.values(words[1], in: 0...23),
      let dates = Self.values(words[2], in: 1...31),
      let months = Self.values(words[3], in: 1...12, names: Self.monthNames),
      let weekdays = Self.values(words[4], in: 0...7, names: Self.weekdayNames)
    else { return nil }
    (self.minutes, self.hours, self.dates, self.months) = (minutes, hours, dates, months)
    self.weekdays = Set(weekdays.map { $0 % 7 })
    needsBothDays = words[2].hasPrefix("*") || words[4].hasPrefix("*")
  }

  func runs(at instant: Int64) -> Bool {
    var seconds = time_t(instant)
    var clock = tm()
    gmtime_r(&seconds, &clock)
    let dateMatches = dates.contains(Int(clock.tm_mday))
    let weekdayMatches = weekdays.contains(Int(clock.tm_wday))
    let dayMatches = needsBothDays ? dateMatches && weekdayMatches : dateMatches || weekdayMatches
    return minutes.contains(Int(clock.tm_min)) && hours.contains(Int(clock.tm_hour))
      && months.contains(Int(clock.tm_mon) + 1) && dayMatches
  }

  private static func values(_ word: String, in range: ClosedRange<Int>, names: [String] = []) -> Set<Int>? {
    var rest = Substring(word)
    var values: Set<Int> = []
    repeat {
      guard let term = term(&rest, in: range, names: names) else { return nil }
      values.formUnion(term)
    } while take(",", &rest)
    // Whatever follows is passed over.
    return values
  }

  private static func term(_ rest: inout Substring, in range: ClosedRange<Int>, names: [String]) -> Set<Int>? {
    var (low, high) = (range.lowerBound, range.upperBound)
    if !take("*", &rest) {
      guard let number = number(&rest, range, names) else { return nil }
      low = number
      guard take("-", &rest) else { return rest.first == "/" || !range.contains(low) ? nil : [low] }
      guard let end = Self.number(&rest, range, names) else { return nil }
      high = end
    }
    var step = 1
    if take("/", &rest) {
      guard let number = number(&rest, range, []), number > 0 else { return nil }
      step = number
    }
    guard range.contains(low), range.contains(high) else { return nil }
    return Set(stride(from: low, through: high, by: step))
  }

  private static func take(_ character: Character, _ rest: inout Substring) -> Bool {
    guard rest.first == character else { return false }
    rest.removeFirst()
    return true
  }

  private static func number(_ rest: inout Substring, _ range: ClosedRange<Int>, _ names: [String]) -> Int? {
    let word = rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber) }
    rest = rest.dropFirst(word.count)
    return names.firstIndex(of: word.lowercased()).map { $0 + range.lowerBound } ?? Int(word)
  }
}
