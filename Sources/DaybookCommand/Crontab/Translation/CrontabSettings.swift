import Cron

/// What cronie's `RANDOM_DELAY` asks for: entries start up to so many minutes late.
struct RandomDelay {
  static let name = "RANDOM_DELAY"
  private static let most = 24 * 60

  /// Nil when it is not set, zero, or no number that cronie takes.
  let minutes: Int?

  init(_ environment: CrontabEnvironment) { minutes = environment[Self.name].flatMap(Self.minutes) }

  /// The number that cronie reads; nil for one that it refuses, and for none.
  static func minutes(_ text: String) -> Int? {
    guard let minutes = Int(text.prefix { $0.isASCII && $0.isNumber }), (1...most).contains(minutes) else { return nil }
    return minutes
  }
}

/// What cronie's `CRON_TZ` asks for: the zone in which times are meant.
struct CronZone {
  static let variable = "CRON_TZ"

  /// Nil when it is not set, or no zone of this host.
  let name: String?

  init(_ environment: CrontabEnvironment) { name = environment[Self.variable].flatMap(Self.known) }

  /// The zone, if this host has it.
  static func known(_ name: String) -> String? { try? TimeZoneRules(named: name).name }
}
