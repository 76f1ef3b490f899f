/// The times of day that an expression selects.
struct TimeOfDaySet: Sendable, Hashable {
  let hours: ValueSet
  let minutes: ValueSet
  let seconds: ValueSet

  /// How many there are in a day.
  var count: Int { hours.count * minutes.count * seconds.count }

  /// The earliest, in seconds after midnight, that is not before a second of the day.
  func next(from secondOfDay: Int) -> Int? {
    let (hour, minute, second) = Self.split(secondOfDay)
    if hours.contains(hour) {
      if minutes.contains(minute), let found = seconds.next(from: second) {
        return hour * 3_600 + minute * 60 + found
      }
      if let found = minutes.next(from: minute + 1), let first = seconds.first {
        return hour * 3_600 + found * 60 + first
      }
    }
    guard let found = hours.next(from: hour + 1), let minute = minutes.first, let second = seconds.first else {
      return nil
    }
    return found * 3_600 + minute * 60 + second
  }

  /// The latest, in seconds after midnight, that is not after a second of the day.
  func previous(from secondOfDay: Int) -> Int? {
    let (hour, minute, second) = Self.split(secondOfDay)
    if hours.contains(hour) {
      if minutes.contains(minute), let found = seconds.previous(from: second) {
        return hour * 3_600 + minute * 60 + found
      }
      if let found = minutes.previous(from: minute - 1), let last = seconds.last {
        return hour * 3_600 + found * 60 + last
      }
    }
    guard let found = hours.previous(from: hour - 1), let minute = minutes.last, let second = seconds.last else {
      return nil
    }
    return found * 3_600 + minute * 60 + second
  }

  private static func split(_ secondOfDay: Int) -> (hour: Int, minute: Int, second: Int) {
    let (minuteOfDay, second) = secondOfDay.quotientAndRemainder(dividingBy: 60)
    let (hour, minute) = minuteOfDay.quotientAndRemainder(dividingBy: 60)
    return (hour, minute, second)
  }
}
