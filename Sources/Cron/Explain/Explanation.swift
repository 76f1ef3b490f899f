/// What an expression means in a zone, as a person would want to read it before trusting it.
package struct Explanation: Sendable, Equatable {
  /// The expression as it was written.
  package let expression: String
  /// The zone it is explained in.
  package let timeZoneName: String
  /// When it fires, in English: `At 09:00, Monday to Friday, Europe/Paris`.
  package let sentence: String
  /// On how many days of a year it fires, averaged over the 400 years in which the calendar repeats.
  package let daysPerYear: Double
  /// How often it fires on such a day, changes of the clock aside; 0 when it never fires.
  package let firesPerDay: Int
  /// How often it fires in a year, averaged likewise.
  package let firesPerYear: Double
  /// The next fires, in UTC seconds since 1970.
  package let upcoming: [Int64]
  /// The same fires as RFC 3339 text with the zone's offset.
  package let upcomingText: [String]
  /// What may surprise, most serious first.
  package let warnings: [CronWarning]

  /// Explains an expression.
  /// - Parameters:
  ///   - instant: The fires after it are listed, and the changes of the clock after it are looked at.
  ///   - count: How many fires to list.
  package init(of expression: CronExpression, after instant: Int64, in zone: TimeZoneRules, count: Int = 10) {
    let start = min(max(instant, CronExpression.earliestInstant), CronExpression.latestInstant)
    let neverFires = expression.next(after: start, in: zone) == nil
    sentence = Self.sentence(for: expression.pattern, in: zone)
    self.expression = expression.text
    timeZoneName = zone.name
    daysPerYear = neverFires ? 0 : expression.pattern.days.averageDaysPerYear
    firesPerDay = neverFires ? 0 : expression.pattern.times.count
    firesPerYear = daysPerYear * Double(firesPerDay)
    upcoming = expression.next(count, after: start, in: zone)
    upcomingText = upcoming.map { RFC3339.string(seconds: $0, in: zone) }
    let search = WarningSearch(expression: expression, zone: zone, instant: start, neverFires: neverFires)
    warnings = search.warnings
  }

  private static func sentence(for pattern: WallClockPattern, in zone: TimeZoneRules) -> String {
    let times = TimePhrase(times: pattern.times)
    // Times of day read as if they came once; "every day" makes it plain that they come back.
    let days = DayPhrase(rule: pattern.days).text ?? (times.namesHours ? "every day" : nil)
    return [times.text, days, zone.name].compactMap { $0 }.joined(separator: ", ")
  }
}

extension DayRule {
  /// Matching days in a year, averaged over the 400 years in which the calendar repeats.
  fileprivate var averageDaysPerYear: Double {
    var count = 0
    for year in 2_000..<2_000 + CivilDate.yearsInCycle {
      for month in months.values { count += days(ofMonth: month, year: year).count }
    }
    return Double(count) / Double(CivilDate.yearsInCycle)
  }
}
