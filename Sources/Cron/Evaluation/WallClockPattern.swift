/// The wall seconds that an expression selects, before any zone is involved.
struct WallClockPattern: Sendable, Hashable {
  let times: TimeOfDaySet
  let days: DayRule

  /// The first match that is not before some wall seconds; nil when no day of 400 years matches.
  func next(from wallSeconds: Int64) -> Int64? {
    let (dayNumber, secondOfDay) = wallSeconds.floorDivided(by: CivilTime.secondsInDay)
    guard let day = days.next(from: dayNumber) else { return nil }
    if day == dayNumber, let time = times.next(from: Int(secondOfDay)) {
      return day * CivilTime.secondsInDay + Int64(time)
    }
    guard let later = day == dayNumber ? days.next(from: dayNumber + 1) : day, let time = times.next(from: 0) else {
      return nil
    }
    return later * CivilTime.secondsInDay + Int64(time)
  }

  /// The last match that is not after some wall seconds; nil when no day of 400 years matches.
  func previous(from wallSeconds: Int64) -> Int64? {
    let (dayNumber, secondOfDay) = wallSeconds.floorDivided(by: CivilTime.secondsInDay)
    guard let day = days.previous(from: dayNumber) else { return nil }
    if day == dayNumber, let time = times.previous(from: Int(secondOfDay)) {
      return day * CivilTime.secondsInDay + Int64(time)
    }
    guard
      let earlier = day == dayNumber ? days.previous(from: dayNumber - 1) : day,
      let time = times.previous(from: Int(CivilTime.secondsInDay) - 1)
    else { return nil }
    return earlier * CivilTime.secondsInDay + Int64(time)
  }
}
