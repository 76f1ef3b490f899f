import Daybook

/// What can happen to a clock while jobs wait for it.
enum ClockChange: CaseIterable, CustomStringConvertible {
  case backTwoHours, aheadTenDays, summerBegins, summerEnds, past2038, restart

  private static let hour: Int64 = 3_600_000

  var description: String {
    switch self {
    case .backTwoHours: "two hours back"
    case .aheadTenDays: "ten days ahead"
    case .summerBegins: "an hour left out"
    case .summerEnds: "an hour twice"
    case .past2038: "ahead to the end of 32 bits"
    case .restart: "the machine is started anew"
    }
  }

  /// When the world begins: so that the change comes two hours later.
  var beginning: Timestamp {
    switch self {
    // 2027-03-28 and 2027-10-31, when Central Europe sets its clocks, are two hours away.
    case .summerBegins: Timestamp(seconds: 1_806_188_400)
    case .summerEnds: Timestamp(seconds: 1_824_937_200)
    default: Timestamp(seconds: 1_800_000_000)
    }
  }

  /// By how much the wall clock is set; milliseconds.
  func step(from now: Timestamp) -> Int64 {
    switch self {
    case .backTwoHours: -2 * Self.hour
    case .aheadTenDays: 240 * Self.hour
    // An hour before the seconds since 1970 need more than 31 bits.
    case .past2038: (1 << 31) * 1000 - Self.hour - now.milliseconds
    case .summerBegins, .summerEnds, .restart: 0
    }
  }
}
