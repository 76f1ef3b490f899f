/// The errors of a field: each says what is wrong and what to write instead.
extension FieldParser {
  /// A range of this field, to show how one is written.
  var example: String {
    switch field {
    case .second, .minute: "0-29"
    case .hour: "9-17"
    case .dayOfMonth: "1-15"
    case .month: "1-6"
    case .dayOfWeek: "1-5"
    }
  }

  func error(_ code: CronError.Code, at column: Int, _ message: String) -> CronError {
    CronError(code, field: field.name, text: text, column: column, message)
  }

  func outOfRange(from start: Int) -> CronError {
    let written = String(characters[start..<position])
    let advice =
      switch (field, Int(written)) {
      case (.second, 60), (.minute, 60): "write 0 for the full \(field == .second ? "minute" : "hour")"
      case (.hour, 24): "write 0 for midnight"
      case (.dayOfMonth, let day?) where day > 31: "write L for the last day of the month"
      case (.dayOfWeek, _): "write 0 or 7 for Sunday up to 6 for Saturday"
      case (_, let value?) where value < field.range.lowerBound: "write \(field.range.lowerBound) or more"
      default: "write \(field.range.upperBound) or less"
      }
    let range = "\(field.range.lowerBound) to \(field.range.upperBound)"
    return error(.outOfRange, at: start, "\(written) is outside \(range): \(advice)")
  }

  func reversedRange(_ low: Int, _ high: Int, step: Int, from start: Int, named: Bool) -> CronError {
    // Sunday is 0 where a range wraps; 7 could only have been its end.
    let top = field == .dayOfWeek ? 6 : field.range.upperBound
    let bottom = field.range.lowerBound
    let name = { named ? field.shortName(of: $0) : String($0) }
    let instead =
      if step > 1 || low > top {
        stride(from: 0, through: high + top - bottom + 1 - low, by: step)
          .map { name(bottom + (low - bottom + $0) % (top - bottom + 1)) }
          .joined(separator: ",")
      } else {
        [(low, top), (bottom, high)]
          .map { $0 == $1 ? name($0) : "\(name($0))-\(name($1))" }
          .joined(separator: ",")
      }
    return error(.reversedRange, at: start, "ranges do not wrap: write \(instead)")
  }

  func unknownName(_ word: String, at start: Int) -> CronError {
    let choices =
      switch field {
      case .month: "JAN to DEC or 1 to 12"
      case .dayOfWeek: "SUN to SAT or 0 to 7"
      default: "a number from \(field.range.lowerBound) to \(field.range.upperBound)"
      }
    if let other = CronField.allCases.first(where: { $0 != field && $0.value(named: word) != nil }) {
      return error(.unknownName, at: start, "“\(word)” belongs in \(other.name): write \(choices)")
    }
    if word.count <= (field.names.isEmpty ? 2 : 1), let symbol = word.first, let complaint = symbolComplaint(symbol) {
      return error(.misplacedSymbol, at: start, complaint)
    }
    if field == .dayOfWeek, word.last?.lowercased() == "l", let day = field.value(named: String(word.dropLast())) {
      let message = "L follows the number of a day, not its name: write \(day)L"
      return error(.misplacedSymbol, at: start + word.count - 1, message)
    }
    if let value = field.value(named: String(word.prefix(3))) {
      let message = "“\(word)” is no \(noun): did you mean \(field.shortName(of: value))?"
      return error(.unknownName, at: start, message)
    }
    return error(.unknownName, at: start, "“\(word)” is no \(noun): write \(choices)")
  }

  func afterStar(_ character: Character) -> CronError {
    if let complaint = symbolComplaint(character) { return error(.misplacedSymbol, at: position, complaint) }
    let message = "only a step may follow *: write */5, or a range such as \(example)"
    return error(.unexpectedCharacter, at: position, message)
  }

  func afterLast(_ character: Character, from start: Int) -> CronError {
    if character == "-" {
      let message = "L takes no offset: write L for the last day, or the days themselves, such as 28-31"
      return error(.misplacedSymbol, at: position, message)
    }
    let written = String(characters[start..<word.upperBound])
    return error(.misplacedSymbol, at: position, "“\(written)” has no meaning: write L, LW or a list such as 15,L")
  }

  func afterWeekdaySymbol(_ character: Character) -> CronError {
    let message = "L and # apply to one day of the week, without range or step: write a list such as 1#1,5L"
    return error(.misplacedSymbol, at: position, message)
  }

  /// The error for a character that starts no term, or follows one that is complete.
  func unexpected(_ character: Character) -> CronError {
    if let complaint = symbolComplaint(character) { return error(.misplacedSymbol, at: position, complaint) }
    let message =
      switch character {
      case "-" where position == word.lowerBound || characters[position - 1] == ",":
        "a value has no sign and a range has a start: write \(example)"
      case "+": "a value has no sign: write it without +"
      case ".": "values are whole numbers: remove the point"
      case ":": "hour and minute are fields of their own: write 30 12 for 12:30"
      case "*": "* stands alone or at the start of a step: write * or */5"
      case "/": "a step follows * or a value: write */5 or \(example)/5"
      case _ where character.isWholeNumber && !character.isASCII: "digits are 0 to 9: write them in ASCII"
      default: "“\(character)” cannot stand here: write a number, a range a-b, a step */n or a list a,b"
      }
    return error(.unexpectedCharacter, at: position, message)
  }

  private var noun: String {
    switch field {
    case .month: "month"
    case .dayOfWeek: "day of the week"
    default: "value of \(field.name)"
    }
  }

  /// What to write instead of a symbol that has a meaning elsewhere, here or in other schedulers.
  private func symbolComplaint(_ character: Character) -> String? {
    let isDayOfMonth = field == .dayOfMonth
    switch character.lowercased() {
    case "?" where isDayOfMonth || field == .dayOfWeek: return "? stands alone in its field: write ? or *"
    case "?": return "? belongs in day-of-month or day-of-week: write *"
    case "l": return symbolLComplaint
    case "w" where isDayOfMonth: return "the nearest weekday is not supported: write LW for the last one"
    case "w": return "W belongs in day-of-month, as LW"
    case "#": return "# belongs in day-of-week after a day, as in MON#2 for the second Monday"
    case "h", "r", "c", "~": return "chosen or random values (\(character)) are not supported: write a number"
    default: return nil
    }
  }

  private var symbolLComplaint: String {
    switch field {
    case .dayOfMonth: "L stands alone in its list item: write L or LW"
    case .dayOfWeek: "L follows one day of the week: write 5L for the last Friday"
    default: "L belongs in day-of-month, or after a day in day-of-week"
    }
  }
}
