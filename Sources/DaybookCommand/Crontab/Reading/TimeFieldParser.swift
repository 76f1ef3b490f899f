import Cron

/// Reads one time field by cron's rules.
struct TimeFieldParser {
  private let field: CronField
  private let word: [Unicode.Scalar]
  private let column: Int
  private var position = 0

  /// - Parameter column: where the word begins in its line.
  init(_ field: CronField, word: ArraySlice<Unicode.Scalar>, column: Int) {
    self.field = field
    self.word = Array(word)
    self.column = column
  }

  /// - Throws: `CrontabMistake` for what cron refuses.
  mutating func parse() throws(CrontabMistake) -> TimeField {
    var terms: [TimeField.Term] = []
    repeat {
      let start = position
      let kind = try parseTerm()
      terms.append(TimeField.Term(text: text(start..<position), column: column + start, kind: kind))
    } while take(",")
    return TimeField(
      field: field, terms: terms, junkColumn: position < word.count ? column + position : nil,
      text: text(word.indices), column: column)
  }

  private var current: Unicode.Scalar? { position < word.count ? word[position] : nil }

  private mutating func parseTerm() throws(CrontabMistake) -> TimeField.Term.Kind {
    if take("*") {
      if take("/") { try parseStep() }
      return .plain
    }
    if current == "~" { return try parseRandom(from: field.range.lowerBound, start: position) }
    let start = position
    let low = try parseValue()
    switch current {
    case "-":
      return try parseRange(from: low, start: start)
    case "~":
      return try parseRandom(from: low, start: start)
    case "/":
      throw mistake(at: position)
    default:
      try check(low, at: start)
      return .plain
    }
  }

  private mutating func parseRange(from low: Int, start: Int) throws(CrontabMistake) -> TimeField.Term.Kind {
    position += 1
    let end = position
    let high = try parseValue()
    if take("/") { try parseStep() }
    try check(low, at: start)
    try check(high, at: end)
    return low <= high ? .plain : .reversed
  }

  private mutating func parseRandom(from low: Int, start: Int) throws(CrontabMistake) -> TimeField.Term.Kind {
    position += 1
    let isOpen = current == nil || current == ","
    let high = isOpen ? field.range.upperBound : try parseValue()
    try check(low, at: start)
    try check(high, at: start)
    guard low <= high, current == nil || current == "," else { throw mistake(at: position) }
    return .random(low...high)
  }

  private mutating func parseStep() throws(CrontabMistake) {
    let start = position
    let digits = takeWord()
    guard let step = Self.number(digits), step > 0 else { throw mistake(at: start) }
  }

  /// A number of any size, or a name of three letters.
  private mutating func parseValue() throws(CrontabMistake) -> Int {
    let start = position
    let word = takeWord()
    if let number = Self.number(word) { return number }
    let isNamed = field == .month || field == .dayOfWeek
    guard isNamed, let value = field.range.first(where: { field.shortName(of: $0) == word.uppercased() }) else {
      throw mistake(at: start)
    }
    return value
  }

  private func check(_ value: Int, at start: Int) throws(CrontabMistake) {
    if !field.range.contains(value) { throw mistake(at: start) }
  }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard current == scalar else { return false }
    position += 1
    return true
  }

  private mutating func takeWord() -> String {
    let start = position
    while let current, current.isASCII, current.properties.isAlphabetic || ("0"..."9").contains(current) {
      position += 1
    }
    return text(start..<position)
  }

  /// Numbers that no field could hold saturate.
  private static func number(_ digits: String) -> Int? {
    guard !digits.isEmpty, digits.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
    return Int(digits) ?? .max
  }

  private func text(_ range: Range<Int>) -> String { String(String.UnicodeScalarView(word[range])) }

  private func mistake(at offset: Int) -> CrontabMistake {
    let place = min(offset, word.count - 1)
    return .refusal(
      "bad \(field.name)", column: column + place,
      remedy: "a number, a range a-b, a step */n or a-b/n, or a list of them")
  }
}
