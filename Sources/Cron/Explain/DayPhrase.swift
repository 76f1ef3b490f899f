/// The days of an expression in words: `Monday to Friday`, `on the last day of the month, in March`.
struct DayPhrase {
  let rule: DayRule

  private static let ordinals = ["first", "second", "third", "fourth", "fifth"]

  /// The words; nil when every day matches.
  var text: String? {
    let phrases = [days, months].compactMap { $0 }
    return phrases.isEmpty ? nil : phrases.joined(separator: ", ")
  }

  private var days: String? {
    let anyDate = rule.dayOfMonth.values.contains(CronField.dayOfMonth.range)
    let anyWeekday = rule.dayOfWeek.values.contains(0...6)
    if rule.needsBoth {
      switch (anyDate, anyWeekday) {
      case (true, true): return nil
      case (false, true): return "on " + dates
      case (true, false): return weekdays(after: "on ")
      case (false, false): return "on \(dates) if it is also \(weekdays(after: ""))"
      }
    }
    return anyDate || anyWeekday ? nil : "on \(dates) or \(weekdays(after: "on "))"
  }

  /// `day 1 of the month`, `days 1 to 7 and the last day of the month`.
  private var dates: String {
    var items: [String] = []
    let listed = rule.dayOfMonth.values.values
    if let step = EnglishList.step(of: listed), step > 1, listed.count > 3 {
      let ordinal = Self.ordinals.indices.contains(step - 1) ? Self.ordinals[step - 1] : "\(step)th"
      items.append("every \(ordinal) day from \(listed[0]) to \(listed[listed.count - 1])")
    } else if !listed.isEmpty {
      items.append("day\(listed.count == 1 ? "" : "s") \(EnglishList.words(listed) { String($0) })")
    }
    if rule.dayOfMonth.lastDay { items.append("the last day") }
    if rule.dayOfMonth.lastWorkday { items.append("the last weekday (Monday to Friday)") }
    return EnglishList.joined(items) + " of the month"
  }

  /// `Monday to Friday`, or after a preposition `on Monday and the last Friday of the month`.
  private func weekdays(after preposition: String) -> String {
    // The week starts on Monday, so that Friday to Sunday is one run.
    let listed = rule.dayOfWeek.values.values.map { $0 == 0 ? 7 : $0 }.sorted()
    let field = CronField.dayOfWeek
    var items = listed.isEmpty ? [] : [EnglishList.words(listed, name: field.name(of:))]
    var special: [String] = []
    for nth in rule.dayOfWeek.nthWeekdays.values {
      special.append("the \(Self.ordinals[nth / 7]) \(field.name(of: nth % 7))")
    }
    special += rule.dayOfWeek.lastWeekdays.values.map { "the last \(field.name(of: $0))" }
    if special.isEmpty, isRun(listed) { return items[0] }
    items += special
    return preposition + EnglishList.joined(items) + (special.isEmpty ? "" : " of the month")
  }

  private func isRun(_ listed: [Int]) -> Bool {
    listed.count > 2 && EnglishList.step(of: listed) == 1
  }

  private var months: String? {
    let listed = rule.months.values
    if listed.count == 12 { return nil }
    return (isRun(listed) ? "from " : "in ") + EnglishList.words(listed, name: CronField.month.name(of:))
  }
}
