import Glibc

/// Something that reads what others wrote: it refuses with an error of its own or means something, and never traps.
enum FuzzTarget: String, CaseIterable {
  case segment, event, state, cron, json, settings

  /// Names the target: the functions that libFuzzer calls have no other context.
  static let variable = "FUZZ_TARGET"
  static let current = getenv(variable).flatMap { FuzzTarget(rawValue: String(cString: $0)) } ?? .event

  /// Tries one input.
  func run(_ bytes: [UInt8]) {
    switch self {
    case .segment: SegmentFuzzing.run(bytes)
    case .event: RecordFuzzing.readEvent(bytes)
    case .state: RecordFuzzing.readState(bytes)
    case .cron: TextFuzzing.readCron(bytes)
    case .json: TextFuzzing.readJSON(bytes)
    case .settings: TextFuzzing.readSettings(bytes)
    }
  }
}
