/// Reads one field: `field = term {"," term}`, `term = "*" | "*/n" | a | a-b | a-b/n | a/n`, and the symbols of the two
/// day fields (`L`, `LW`, `5L`, `1#2`, a bare `?`).
struct FieldParser {
  let field: CronField
  let text: String
  let characters: [Character]
  let word: Range<Int>
  var position: Int
  private var result = FieldValues()

  init(_ field: CronField, text: String, characters: [Character], word: Range<Int>) {
    self.field = field
    self.text = text
    self.characters = characters
    self.word = word
    position = word.lowerBound
  }

  mutating func parse() throws(CronError) -> FieldValues {
    if word.count == 1, current == "?", field == .dayOfMonth || field == .dayOfWeek {
      insertAll()
      result.beginsWithStar = true
      return result
    }
    result.beginsWithStar = current == "*"
    while true {
      try parseTerm()
      guard let separator = current else { return result }
      guard separator == "," else { throw unexpected(separator) }
      position += 1
    }
  }

  /// The character at the position; nil at the end of the field.
  var current: Character? {
    position < word.upperBound ? characters[position] : nil
  }

  private mutating func parseTerm() throws(CronError) {
    guard let character = current, character != "," else {
      throw error(
        .emptyItem, at: min(position, word.upperBound - 1), "a list item is empty: remove the comma or write a value")
    }
    if character == "*" {
      try parseStar()
    } else if field == .dayOfMonth, character == "L" || character == "l" {
      try parseLast()
    } else if isDigit(character) || isLetter(character) {
      try parseValue()
    } else {
      throw unexpected(character)
    }
  }

  private mutating func parseStar() throws(CronError) {
    let start = position
    position += 1
    guard current == "/" else {
      if let current, current != "," { throw afterStar(current) }
      insertAll()
      return
    }
    try insert(field.range, step: try parseStep(), from: start)
  }

  private mutating func parseLast() throws(CronError) {
    let start = position
    position += 1
    let isWorkday = current == "W" || current == "w"
    if isWorkday { position += 1 }
    // The reference evaluator reads L/n as L; a step of one value has nothing to skip.
    if current == "/" { _ = try parseStep() }
    if let current, current != "," { throw afterLast(current, from: start) }
    if isWorkday {
      result.lastWorkday = true
    } else {
      result.lastDay = true
    }
  }

  private mutating func parseValue() throws(CronError) {
    let start = position
    let isName = current.map(isLetter) ?? false
    let low = try parseNumberOrName()
    switch current {
    case "-":
      position += 1
      let high = try parseRangeEnd(after: start)
      let step = current == "/" ? try parseStep() : 1
      guard low <= high else { throw reversedRange(low, high, step: step, from: start, named: isName) }
      try insert(low...high, step: step, from: start)
    case "/":
      try insert(low...field.range.upperBound, step: try parseStep(), from: start)
    case "#" where field == .dayOfWeek:
      try parseNth(of: low)
    case "L", "l":
      guard field == .dayOfWeek else { throw unexpected("L") }
      position += 1
      if let current, current != "," { throw afterWeekdaySymbol(current) }
      result.lastWeekdays.insert(low % 7)
    default:
      insert(low)
    }
  }

  private mutating func parseRangeEnd(after start: Int) throws(CronError) -> Int {
    guard let character = current, isDigit(character) || isLetter(character) else {
      throw error(.unexpectedCharacter, at: position - 1, "the range has no end: write \(example) or a single value")
    }
    let high = try parseNumberOrName()
    if current == "-" {
      throw error(.unexpectedCharacter, at: position, "a range has two ends: write \(example), or several with commas")
    }
    return high
  }

  private mutating func parseNth(of weekday: Int) throws(CronError) {
    position += 1
    let start = position
    guard let nth = parseDigits() else {
      throw error(.misplacedSymbol, at: start - 1, "# needs a number from 1 to 5 after it, as in MON#2")
    }
    guard (1...5).contains(nth) else {
      throw error(.outOfRange, at: start, "a month has at most five of a weekday: write #1 to #5, or 1L for the last")
    }
    if let current, current != "," { throw afterWeekdaySymbol(current) }
    result.nthWeekdays.insert((nth - 1) * 7 + weekday % 7)
  }

  /// Reads `/n`; any number above the widest range does as well as any other.
  private mutating func parseStep() throws(CronError) -> Int {
    position += 1
    let start = position
    guard let step = parseDigits() else {
      throw error(.badStep, at: start - 1, "a step is a whole number after the slash, as in */5")
    }
    guard step > 0 else { throw error(.badStep, at: start, "a step of 0 never moves on: write 1 or more") }
    if current == "/" {
      throw error(.badStep, at: position, "a term has one step: write \(example)/5, or several terms with commas")
    }
    return step
  }

  private mutating func parseNumberOrName() throws(CronError) -> Int {
    let start = position
    if let number = parseDigits() {
      guard field.range.contains(number) else { throw outOfRange(from: start) }
      return number
    }
    while let character = current, isLetter(character) { position += 1 }
    let word = String(characters[start..<position])
    guard let value = field.value(named: word) else { throw unknownName(word, at: start) }
    return value
  }

  /// Reads digits; nil without any. Numbers no field could hold saturate.
  private mutating func parseDigits() -> Int? {
    let start = position
    var value = 0
    while let character = current, isDigit(character), let digit = character.wholeNumberValue {
      value = min(value * 10 + digit, 1_000_000)
      position += 1
    }
    return position > start ? value : nil
  }

  private mutating func insert(_ range: ClosedRange<Int>, step: Int, from start: Int) throws(CronError) {
    for value in stride(from: range.lowerBound, through: range.upperBound, by: step) { insert(value) }
    if step > 1, step > range.upperBound - range.lowerBound {
      let term = String(characters[start..<position])
      result.wideSteps.append(WideStep(field: field, term: term, value: range.lowerBound))
    }
  }

  private mutating func insert(_ value: Int) {
    result.values.insert(field == .dayOfWeek ? value % 7 : value)
  }

  private mutating func insertAll() {
    for value in field.range { insert(value) }
  }

  private func isDigit(_ character: Character) -> Bool {
    character.isASCII && character.isWholeNumber
  }

  private func isLetter(_ character: Character) -> Bool {
    character.isASCII && character.isLetter
  }
}
