/// Splits an expression into its fields, reads each, and refuses days that no month has.
struct ExpressionParser {
  private static let macros = [
    "@yearly": "0 0 1 1 *",
    "@annually": "0 0 1 1 *",
    "@monthly": "0 0 1 * *",
    "@weekly": "0 0 * * 0",
    "@daily": "0 0 * * *",
    "@midnight": "0 0 * * *",
    "@hourly": "0 * * * *",
  ]
  private static let fieldOrder = "minute hour day-of-month month day-of-week"
  private static let zonePrefixes = ["CRON_TZ=", "TZ="]

  private let text: String
  private let characters: [Character]

  init(_ text: String) {
    self.text = text
    characters = Array(text)
  }

  func parse() throws(CronError) -> CronExpression {
    guard characters.count <= CronExpression.maximumLength else {
      throw CronError(
        .tooLong, "an expression has at most \(CronExpression.maximumLength) characters, not \(characters.count)")
    }
    var words = splitWords()
    let zone = try takeZone(from: &words)
    if let first = words.first, characters[first.lowerBound] == "@" {
      return try parseMacro(words, zone: zone)
    }
    if words.count > 5, let last = words.last, looksLikeZone(last) { throw zoneAtEnd(last) }
    guard words.count == 5 || words.count == 6 else { throw wrongCount(words) }
    var fields: [FieldValues] = []
    for (field, word) in zip(CronField.allCases.suffix(words.count), words) {
      var parser = FieldParser(field, text: text, characters: characters, word: word)
      fields.append(try parser.parse())
    }
    let expression = assemble(fields, zone: zone)
    try refuseImpossibleDate(
      expression, dayOfMonth: fields[fields.count - 3], column: words[words.count - 3].lowerBound)
    return expression
  }

  private func splitWords() -> [Range<Int>] {
    characters.indices.split { characters[$0].isWhitespace }.map { $0.startIndex..<$0.endIndex }
  }

  private func takeZone(from words: inout [Range<Int>]) throws(CronError) -> String? {
    guard let first = words.first else { return nil }
    let word = String(characters[first])
    guard let prefix = Self.zonePrefixes.first(where: word.hasPrefix) else { return nil }
    let name = String(word.dropFirst(prefix.count))
    if let complaint = ZoneName.complaint(about: name) {
      throw CronError(.badTimeZoneName, text: text, column: first.lowerBound + prefix.count, complaint)
    }
    words.removeFirst()
    return name
  }

  /// Whether a word is `Europe/Paris` rather than a field: what follows a slash there is a number.
  private func looksLikeZone(_ word: Range<Int>) -> Bool {
    guard let slash = characters[word].firstIndex(of: "/"), slash > word.lowerBound, slash + 1 < word.upperBound else {
      return false
    }
    return characters[word.lowerBound].isLetter && characters[slash + 1].isLetter
  }

  private func zoneAtEnd(_ word: Range<Int>) -> CronError {
    let rest = String(characters[..<word.lowerBound]).split { $0.isWhitespace }.joined(separator: " ")
    return CronError(
      .fieldCount, text: text, column: word.lowerBound,
      "a time zone stands before the fields: write CRON_TZ=\(String(characters[word])) \(rest)")
  }

  private func parseMacro(_ words: [Range<Int>], zone: String?) throws(CronError) -> CronExpression {
    let word = String(characters[words[0]])
    guard let expansion = Self.macros[word.lowercased()] else { throw unknownMacro(word, at: words[0].lowerBound) }
    guard words.count == 1 else {
      throw CronError(
        .fieldCount, text: text, column: words[1].lowerBound, "\(word) stands for all fields: nothing may follow it")
    }
    let plain = try ExpressionParser(expansion).parse()
    return CronExpression(
      text: text, timeZoneName: zone, hasSeconds: false, isFixed: plain.isFixed, pattern: plain.pattern,
      anyHour: plain.anyHour, wideSteps: [])
  }

  private func assemble(_ fields: [FieldValues], zone: String?) -> CronExpression {
    let hasSeconds = fields.count == 6
    let second = hasSeconds ? fields[0] : FieldValues(values: ValueSet(0...0))
    let minute = fields[fields.count - 5]
    let hour = fields[fields.count - 4]
    let times = TimeOfDaySet(hours: hour.values, minutes: minute.values, seconds: second.values)
    let days = DayRule(
      dayOfMonth: fields[fields.count - 3], months: fields[fields.count - 2].values, dayOfWeek: fields[fields.count - 1]
    )
    return CronExpression(
      text: text, timeZoneName: zone, hasSeconds: hasSeconds,
      isFixed: ![second, minute, hour].contains { $0.beginsWithStar },
      pattern: WallClockPattern(times: times, days: days), anyHour: hour.beginsWithStar,
      wideSteps: fields.flatMap(\.wideSteps))
  }

  private func refuseImpossibleDate(
    _ expression: CronExpression, dayOfMonth: FieldValues, column: Int
  ) throws(CronError) {
    let days = expression.pattern.days
    guard days.needsBoth, !dayOfMonth.hasSymbols, let earliest = dayOfMonth.values.first else { return }
    // 2000 is a leap year: every month at its longest.
    let lengths = days.months.values.map { CivilDate.length(ofMonth: $0, year: 2_000) }
    let longest = lengths.reduce(0, max)
    guard earliest > longest else { return }
    let months = EnglishList.joined(days.months.values.map(CronField.month.name(of:)))
    let verb = lengths.count == 1 ? "has" : "have"
    let bound = lengths.count == 1 && longest == 30 ? "" : "at most "
    throw CronError(
      .impossibleDate, field: CronField.dayOfMonth.name, text: text, column: column,
      "\(months) \(verb) \(bound)\(longest) days: this never fires; write \(longest), or L for the last day")
  }

  private func wrongCount(_ words: [Range<Int>]) -> CronError {
    let wanted = "write five fields (\(Self.fieldOrder)), or six with second first"
    if words.count == 1, Self.macros["@" + String(characters[words[0]]).lowercased()] != nil {
      let word = String(characters[words[0]])
      return CronError(.fieldCount, text: text, column: words[0].lowerBound, "macros begin with @: write @\(word)")
    }
    if let first = words.first, String(characters[first]).lowercased() == "every" {
      return unknownMacro("@every", at: first.lowerBound)
    }
    if words.count > 6 {
      return CronError(
        .fieldCount, text: text, column: words[6].lowerBound,
        "\(words.count) fields (a year is not supported): \(wanted)")
    }
    let found = words.isEmpty ? "no fields" : "only \(words.count) field\(words.count == 1 ? "" : "s")"
    return CronError(.fieldCount, text: text, column: characters.count, "\(found): \(wanted)")
  }

  private func unknownMacro(_ word: String, at column: Int) -> CronError {
    let message =
      switch word.lowercased() {
      case "@reboot":
        "@reboot is an event and has no times: write the times, such as @daily, or at = \"boot\" in a schedule"
      case "@every":
        "@every is an interval and not cron: write */5 * * * * for every 5 minutes, or every = \"5m\" in a schedule"
      case "@minutely": "there is no @minutely: write * * * * *"
      case "@secondly": "there is no @secondly: write * * * * * *"
      default: "there is no \(word): write @yearly, @monthly, @weekly, @daily or @hourly, or five fields"
      }
    return CronError(.unknownMacro, text: text, column: column, message)
  }
}
