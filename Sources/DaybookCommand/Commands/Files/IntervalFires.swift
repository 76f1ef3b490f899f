import Daybook

/// The fires of triggers that need no calendar: intervals and single instants.
struct IntervalFires {
  private let trigger: Trigger

  init(_ trigger: Trigger) { self.trigger = trigger }

  /// Up to `count` instants after another.
  func next(_ count: Int, after start: Timestamp) -> [Timestamp] {
    switch trigger {
    case .cron: []
    case .at(let instant): instant > start ? [instant] : []
    case .every(let interval, let anchor, let startsImmediately):
      Self.grid(interval, anchor: anchor, includesAnchor: startsImmediately, count: count, after: start)
    }
  }

  private static func grid(
    _ interval: Int64, anchor: Timestamp, includesAnchor: Bool, count: Int, after start: Timestamp
  ) -> [Timestamp] {
    let passed = (start.milliseconds - anchor.milliseconds) / interval + 1
    let first = start < anchor ? (includesAnchor ? 0 : 1) : max(includesAnchor ? 0 : 1, passed)
    return (0..<count).map { anchor.adding(milliseconds: (first + Int64($0)).saturatingMultiply(interval)) }
  }
}
