/// The rule for the years after a zone file's table: the footer, in the form of the POSIX `TZ` variable.
///
/// `CET-1CEST,M3.5.0,M10.5.0/3` is one hour east of UTC, and two from the last Sunday of March to that of October.
struct PosixZoneRule: Sendable, Hashable {
  /// A day of the year and the wall time, in seconds after its midnight, at which the clock changes.
  struct Change: Sendable, Hashable {
    enum Day: Sendable, Hashable {
      /// `Jn`: 1 to 365, never counting 29 February.
      case julian(Int)
      /// `n`: 0 to 365, counting 29 February.
      case zeroBased(Int)
      /// `Mm.w.d`: the w-th weekday d of month m; week 5 is the last one.
      case weekday(month: Int, week: Int, weekday: Int)
    }

    let day: Day
    let time: Int64
  }

  /// The offset in summer, and when summer starts and ends.
  struct Summer: Sendable, Hashable {
    let offset: Int64
    let start: Change
    let end: Change
  }

  let standardOffset: Int64
  let summer: Summer?

  /// The span of one offset that an instant lies in.
  func span(at instant: Int64) -> ZoneSpan {
    guard let summer else {
      return ZoneSpan(start: ZoneSpan.beginning, end: ZoneSpan.ending, offset: standardOffset)
    }
    let dayNumber = (instant + standardOffset).floorDivided(by: CivilTime.secondsInDay).quotient
    let year = CivilDate(dayNumber: dayNumber).year
    var (start, end, offset) = (ZoneSpan.beginning, ZoneSpan.ending, standardOffset)
    let consider = { (change: Int64, following: Int64) in
      if change > instant {
        end = min(end, change)
      } else if change >= start {
        (start, offset) = (change, following)
      }
    }
    // The time of a change may lie a week outside its day, so one of a neighbouring year's may be the nearest.
    for year in year - 2...year + 2 {
      // Summer's end first: a summer that starts the instant it ends is summer all year.
      consider(summer.end.wallSeconds(in: year) - summer.offset, standardOffset)
      consider(summer.start.wallSeconds(in: year) - standardOffset, summer.offset)
    }
    return ZoneSpan(start: start, end: end, offset: offset)
  }
}

extension PosixZoneRule.Change {
  /// The wall seconds of the change in a year.
  func wallSeconds(in year: Int) -> Int64 {
    dayNumber(in: year) * CivilTime.secondsInDay + time
  }

  private func dayNumber(in year: Int) -> Int64 {
    switch day {
    case .julian(let day):
      let afterLeapDay = CivilDate.isLeap(year) && day >= 60
      return CivilDate(year: year, month: 1, day: 1).dayNumber + Int64(day - 1 + (afterLeapDay ? 1 : 0))
    case .zeroBased(let day):
      return CivilDate(year: year, month: 1, day: 1).dayNumber + Int64(day)
    case .weekday(let month, let week, let weekday):
      let first = CivilDate(year: year, month: month, day: 1).dayNumber
      var day = (weekday - CivilDate.weekday(ofDay: first) + 7) % 7 + (week - 1) * 7
      if day >= CivilDate.length(ofMonth: month, year: year) { day -= 7 }
      return first + Int64(day)
    }
  }
}
