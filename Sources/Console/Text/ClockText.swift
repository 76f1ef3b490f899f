package import Daybook

/// Times and spans as the console writes them.
package enum ClockText {
  /// `14:02:31`.
  package static func time(_ instant: Timestamp, utcOffset: Int) -> String {
    let (_, second) = day(instant, utcOffset: utcOffset)
    return "\(twoDigits(second / 3600)):\(twoDigits(second / 60 % 60)):\(twoDigits(second % 60))"
  }

  /// `2026-11-21 14:02:31`.
  package static func dateAndTime(_ instant: Timestamp, utcOffset: Int) -> String {
    let (day, _) = day(instant, utcOffset: utcOffset)
    let date = CivilDate(daysSinceEpoch: day)
    return "\(date) \(time(instant, utcOffset: utcOffset))"
  }

  /// `14:02` on the same day, `21 Nov 14:02` on another.
  package static func short(_ instant: Timestamp, clock: WallClock) -> String {
    let (day, _) = day(instant, utcOffset: clock.utcOffset)
    let (today, _) = Self.day(clock.now, utcOffset: clock.utcOffset)
    let minutes = String(time(instant, utcOffset: clock.utcOffset).prefix(5))
    return day == today ? minutes : "\(CivilDate(daysSinceEpoch: day).dayAndMonth) \(minutes)"
  }

  /// `Sun 2027-03-28 03:00 +02:00`: the clock of a zone.
  static func zoned(_ instant: Timestamp, utcOffset: Int) -> String {
    let date = CivilDate(daysSinceEpoch: day(instant, utcOffset: utcOffset).day)
    return "\(date.weekday) \(date) \(shortTime(instant, utcOffset: utcOffset)) \(offset(utcOffset))"
  }

  /// `Sun 28 Mar`, with the year where it is another one than now.
  static func date(_ instant: Timestamp, utcOffset: Int, now: Timestamp) -> String {
    let date = CivilDate(daysSinceEpoch: day(instant, utcOffset: utcOffset).day)
    let today = CivilDate(daysSinceEpoch: day(now, utcOffset: utcOffset).day)
    return "\(date.weekday) \(date.dayAndMonth)\(date.year == today.year ? "" : " \(date.year)")"
  }

  /// `03:00`, with seconds only where there are some.
  static func shortTime(_ instant: Timestamp, utcOffset: Int) -> String {
    let time = time(instant, utcOffset: utcOffset)
    return time.hasSuffix(":00") ? String(time.prefix(5)) : time
  }

  /// `+02:00`; with seconds where the offset has some, as clocks had before there were zones.
  static func offset(_ utcOffset: Int) -> String {
    let distance = Int64(utcOffset.magnitude)
    let seconds = distance % 60 == 0 ? "" : ":\(twoDigits(distance % 60))"
    return "\(utcOffset < 0 ? "-" : "+")\(twoDigits(distance / 3600)):\(twoDigits(distance / 60 % 60))\(seconds)"
  }

  /// A span in whole seconds, two units at most: `3s`, `2m14s`, `4h12m`; never negative.
  package static func span(milliseconds: Int64) -> String {
    let seconds = max(0, milliseconds) / 1000
    return seconds < 60 ? "\(seconds)s" : DurationText.rounded(milliseconds: seconds * 1000)
  }

  /// `20s ago`, `in 14s`.
  static func distance(_ instant: Timestamp, now: Timestamp) -> String {
    let age = now.since(instant)
    return age >= 0
      ? "\(span(milliseconds: age)) ago" : "in \(span(milliseconds: instant.since(now).saturatingAdd(999)))"
  }

  /// The days since 1970-01-01 and the seconds since midnight there.
  private static func day(_ instant: Timestamp, utcOffset: Int) -> (day: Int64, second: Int64) {
    let remainder = instant.milliseconds % 1000
    let seconds = instant.milliseconds / 1000 - (remainder < 0 ? 1 : 0)
    let local = seconds.saturatingAdd(Int64(utcOffset))
    let second = (local % 86_400 + 86_400) % 86_400
    return ((local.saturatingAdd(-second)) / 86_400, second)
  }

  private static func twoDigits(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

/// A date of the Gregorian calendar.
struct CivilDate: CustomStringConvertible {
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  private static let weekdays = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]

  let year: Int64
  /// 1 … 12.
  let month: Int
  let day: Int
  /// `Mon`.
  let weekday: String

  /// The date so many days after 1970-01-01.
  ///
  /// Counts in years that start in March, so that the leap day is the last of its year, and in cycles of 400 years.
  init(daysSinceEpoch days: Int64) {
    let shifted = days.saturatingAdd(719_468)
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    day = Int(dayOfYear - (153 * marchMonth + 2) / 5 + 1)
    month = Int(marchMonth < 10 ? marchMonth + 3 : marchMonth - 9)
    // 1970-01-01 was a Thursday.
    weekday = Self.weekdays[Int((days.saturatingAdd(3) % 7 + 7) % 7)]
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  var description: String { "\(year)-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)" }
  var dayAndMonth: String { "\(day) \(Self.months[month - 1])" }
}

extension Timestamp {
  /// The milliseconds from another instant to this one, negative if that is later; saturates at the ends of the range.
  func since(_ other: Timestamp) -> Int64 {
    let (difference, overflow) = milliseconds.subtractingReportingOverflow(other.milliseconds)
    return overflow ? (milliseconds < 0 ? .min : .max) : difference
  }
}
