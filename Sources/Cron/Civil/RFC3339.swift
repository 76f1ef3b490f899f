/// Times as RFC 3339 text.
public enum RFC3339 {
  /// The instant as its wall clock and offset, to the second: `2025-11-02T01:00:00-04:00`.
  ///
  /// An offset that is not a whole number of minutes (local mean time, before the zones) is written with its seconds,
  /// and a year outside 0 to 9999 with its sign; both go beyond the standard and name the instant exactly.
  /// - Parameters:
  ///   - seconds: UTC seconds since 1970.
  ///   - offset: Seconds east of UTC.
  public static func string(seconds: Int64, offset: Int32) -> String {
    let (wall, overflow) = seconds.addingReportingOverflow(Int64(offset))
    var text = TimestampText()
    text.append(CivilTime(wallSeconds: overflow ? seconds : wall))
    text.append(offset: Int(offset))
    return text.string
  }

  /// The instant with the offset in force in a zone, to the second.
  public static func string(seconds: Int64, in zone: TimeZoneRules) -> String {
    string(seconds: seconds, offset: zone.offset(at: seconds))
  }

  /// The instant in UTC to the millisecond: `2026-11-21T03:36:50.123Z`.
  /// - Parameter milliseconds: UTC milliseconds since 1970.
  public static func string(milliseconds: Int64) -> String {
    let (seconds, fraction) = milliseconds.floorDivided(by: 1_000)
    var text = TimestampText()
    text.append(CivilTime(wallSeconds: seconds))
    text.append(".")
    text.append(Int(fraction), width: 3)
    text.append("Z")
    return text.string
  }

  /// UTC milliseconds since 1970 of an RFC 3339 time; digits beyond the millisecond are dropped.
  /// - Throws: `CronError` with the column of the first character that is wrong and what belongs there.
  public static func milliseconds(parsing text: String) throws(CronError) -> Int64 {
    var parser = TimestampParser(text)
    return try parser.parse()
  }
}
