/// Which days an expression selects: its day-of-month, month and day-of-week fields.
///
/// A month's days are worked out as one bit mask, so that a search steps from month to month and never day by day.
struct DayRule: Sendable, Hashable {
  let dayOfMonth: FieldValues
  let months: ValueSet
  let dayOfWeek: FieldValues
  /// Whether a day must match both day fields; otherwise one is enough.
  let needsBoth: Bool

  init(dayOfMonth: FieldValues, months: ValueSet, dayOfWeek: FieldValues) {
    self.dayOfMonth = dayOfMonth
    self.months = months
    self.dayOfWeek = dayOfWeek
    needsBoth = dayOfMonth.beginsWithStar || dayOfWeek.beginsWithStar
  }

  /// The first matching day number that is not before another; nil when there is none in 400 years.
  func next(from dayNumber: Int64) -> Int64? {
    let date = CivilDate(dayNumber: dayNumber)
    var (year, month) = (date.year, date.month)
    if months.contains(month), let day = days(ofMonth: month, year: year).next(from: date.day) {
      return dayNumber + Int64(day - date.day)
    }
    while year <= date.year + CivilDate.yearsInCycle {
      guard let following = months.next(from: month + 1) else {
        (year, month) = (year + 1, 0)
        continue
      }
      month = following
      if let day = days(ofMonth: month, year: year).first {
        return CivilDate(year: year, month: month, day: day).dayNumber
      }
    }
    return nil
  }

  /// The last matching day number that is not after another; nil when there is none in 400 years.
  func previous(from dayNumber: Int64) -> Int64? {
    let date = CivilDate(dayNumber: dayNumber)
    var (year, month) = (date.year, date.month)
    if months.contains(month), let day = days(ofMonth: month, year: year).previous(from: date.day) {
      return dayNumber - Int64(date.day - day)
    }
    while year >= date.year - CivilDate.yearsInCycle {
      guard let preceding = months.previous(from: month - 1) else {
        (year, month) = (year - 1, 13)
        continue
      }
      month = preceding
      if let day = days(ofMonth: month, year: year).last {
        return CivilDate(year: year, month: month, day: day).dayNumber
      }
    }
    return nil
  }

  /// The matching days of a listed month.
  func days(ofMonth month: Int, year: Int) -> ValueSet {
    let length = CivilDate.length(ofMonth: month, year: year)
    let firstDay = CivilDate(year: year, month: month, day: 1).dayNumber
    let firstWeekday = CivilDate.weekday(ofDay: firstDay)
    let byDate = daysByDate(length: length, firstWeekday: firstWeekday)
    let byWeekday = daysByWeekday(length: length, firstWeekday: firstWeekday)
    let chosen = needsBoth ? byDate & byWeekday : byDate | byWeekday
    return ValueSet(bits: chosen & ValueSet(1...length).bits)
  }

  private func daysByDate(length: Int, firstWeekday: Int) -> UInt64 {
    var days = dayOfMonth.values
    if dayOfMonth.lastDay { days.insert(length) }
    if dayOfMonth.lastWorkday {
      switch (firstWeekday + length - 1) % 7 {
      case 0: days.insert(length - 2)
      case 6: days.insert(length - 1)
      default: days.insert(length)
      }
    }
    return days.bits
  }

  private func daysByWeekday(length: Int, firstWeekday: Int) -> UInt64 {
    // Five copies of the week, starting at the first of the month.
    let week = Self.week(dayOfWeek.values.bits, startingOn: firstWeekday)
    var days = (week | week << 7 | week << 14 | week << 21 | week << 28) << 1
    if !dayOfWeek.nthWeekdays.isEmpty {
      for nth in 0..<5 {
        let weekdays = dayOfWeek.nthWeekdays.bits >> UInt64(nth * 7) & 0x7f
        days |= Self.week(weekdays, startingOn: firstWeekday) << UInt64(nth * 7 + 1)
      }
    }
    if !dayOfWeek.lastWeekdays.isEmpty {
      let startOfLastWeek = length - 6
      let weekday = (firstWeekday + startOfLastWeek - 1) % 7
      days |= Self.week(dayOfWeek.lastWeekdays.bits, startingOn: weekday) << UInt64(startOfLastWeek)
    }
    return days
  }

  /// A set of weekdays (bit 0 is Sunday) turned so that bit 0 is another day.
  private static func week(_ weekdays: UInt64, startingOn weekday: Int) -> UInt64 {
    (weekdays >> UInt64(weekday) | weekdays << UInt64(7 - weekday)) & 0x7f
  }
}
