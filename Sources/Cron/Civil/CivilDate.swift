/// A date of the proleptic Gregorian calendar, in no particular zone.
///
/// The calendar repeats exactly every 400 years (146,097 days, a whole number of weeks), which is what bounds
/// every search for a matching day.
package struct CivilDate: Sendable, Hashable {
  /// Astronomical year: 0 is 1 BC.
  package let year: Int
  /// 1 to 12.
  package let month: Int
  /// 1 to 31.
  package let day: Int

  static let yearsInCycle = 400
  private static let daysInCycle: Int64 = 146_097
  /// Days from 0000-03-01 to 1970-01-01; counting years from March puts the leap day last.
  private static let daysBeforeEpoch: Int64 = 719_468

  /// A date from its parts, which the caller has checked.
  package init(year: Int, month: Int, day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }

  /// The date that many days after 1970-01-01.
  package init(dayNumber: Int64) {
    let (era, dayOfEra) = (dayNumber + Self.daysBeforeEpoch).floorDivided(by: Self.daysInCycle)
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    day = Int(dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
    month = Int(monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9)
    year = Int(yearOfEra + era * Int64(Self.yearsInCycle)) + (month <= 2 ? 1 : 0)
  }

  /// Days since 1970-01-01; negative before it.
  package var dayNumber: Int64 {
    let yearFromMarch = Int64(month <= 2 ? year - 1 : year)
    let (era, yearOfEra) = yearFromMarch.floorDivided(by: Int64(Self.yearsInCycle))
    let monthFromMarch = Int64(month > 2 ? month - 3 : month + 9)
    let dayOfYear = (153 * monthFromMarch + 2) / 5 + Int64(day) - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * Self.daysInCycle + dayOfEra - Self.daysBeforeEpoch
  }

  /// Day of the week of a day number: 0 is Sunday, 6 is Saturday.
  package static func weekday(ofDay dayNumber: Int64) -> Int {
    // 1970-01-01 was a Thursday.
    Int((dayNumber + 4).floorDivided(by: 7).remainder)
  }

  /// Whether the year has a 29 February.
  package static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  /// Number of days in a month of a year.
  package static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}
