/// A date and time of day as a wall clock shows them.
///
/// *Wall seconds* count the seconds a clock has shown since it showed 1970-01-01 00:00:00: an instant's UTC seconds plus
/// the offset in force. They are what cron fields are matched against, and two instants of an overlap share them.
package struct CivilTime: Sendable, Hashable {
  package let date: CivilDate
  /// 0 to 23.
  package let hour: Int
  /// 0 to 59.
  package let minute: Int
  /// 0 to 59.
  package let second: Int

  static let secondsInDay: Int64 = 86_400

  /// The date and time a clock shows at that many wall seconds.
  package init(wallSeconds: Int64) {
    let (dayNumber, secondOfDay) = wallSeconds.floorDivided(by: Self.secondsInDay)
    self.init(date: CivilDate(dayNumber: dayNumber), secondOfDay: Int(secondOfDay))
  }

  /// A time of day, in seconds after midnight, on a date.
  package init(date: CivilDate, secondOfDay: Int) {
    self.date = date
    hour = secondOfDay / 3_600
    minute = secondOfDay / 60 % 60
    second = secondOfDay % 60
  }

  /// The wall seconds at which a clock shows this date and time.
  package var wallSeconds: Int64 {
    date.dayNumber * Self.secondsInDay + Int64(hour * 3_600 + minute * 60 + second)
  }
}
