/// Questions about instants: UTC seconds since 1970, in the years 0 to 9999. Outside them nothing fires.
extension CronExpression {
  static let earliestInstant = CivilTime(date: CivilDate(year: 0, month: 1, day: 1), secondOfDay: 0).wallSeconds
  static let latestInstant = CivilTime(date: CivilDate(year: 10_000, month: 1, day: 1), secondOfDay: 0).wallSeconds - 1
  /// The calendar repeats after 400 years; the rest allows for the zone.
  private static let searchLength = Int64(401 * 366) * CivilTime.secondsInDay

  /// The first instant after another at which it fires; nil when there is none within 400 years.
  public func next(after instant: Int64, in zone: TimeZoneRules) -> Int64? {
    guard instant < Self.latestInstant else { return nil }
    let start = max(instant, Self.earliestInstant - 1)
    let limit = min(start + Self.searchLength, Self.latestInstant)
    let found =
      isFixed
      ? FixedFires(pattern: pattern, zone: zone).next(after: start)
      : TickingFires(pattern: pattern, zone: zone).next(after: start, through: limit)
    return found.flatMap { $0 <= limit ? $0 : nil }
  }

  /// The last instant before another at which it fires; nil when there is none within 400 years.
  public func previous(before instant: Int64, in zone: TimeZoneRules) -> Int64? {
    guard instant > Self.earliestInstant else { return nil }
    let start = min(instant, Self.latestInstant + 1)
    let limit = max(start - Self.searchLength, Self.earliestInstant)
    let found =
      isFixed
      ? FixedFires(pattern: pattern, zone: zone).previous(before: start)
      : TickingFires(pattern: pattern, zone: zone).previous(before: start, through: limit)
    return found.flatMap { $0 >= limit ? $0 : nil }
  }

  /// Whether it fires at an instant.
  public func matches(_ instant: Int64, in zone: TimeZoneRules) -> Bool {
    guard (Self.earliestInstant...Self.latestInstant).contains(instant) else { return false }
    return isFixed
      ? FixedFires(pattern: pattern, zone: zone).contains(instant)
      : TickingFires(pattern: pattern, zone: zone).contains(instant)
  }

  /// Up to `count` instants after another, in order.
  public func next(_ count: Int, after instant: Int64, in zone: TimeZoneRules) -> [Int64] {
    var instants: [Int64] = []
    var cursor = instant
    while instants.count < count, let found = next(after: cursor, in: zone) {
      instants.append(found)
      cursor = found
    }
    return instants
  }
}
