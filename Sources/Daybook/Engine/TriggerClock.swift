import Cron
import Synchronization

/// Computes when triggers fire next. Decisions use it; the fold never does, because records carry `nextFire`.
///
/// Zones and parsed expressions are kept, since ten thousand schedules share a handful of them.
package final class TriggerClock: Sendable {
  private struct Cache {
    var zones: [String: TimeZoneRules] = [:]
    var expressions: [String: CronExpression] = [:]
  }

  private let cache = Mutex(Cache())

  package init() {}

  /// The first instant after `time`, nil when there is none.
  ///
  /// - Throws: `.invalidInput` for an expression or zone that cannot be read.
  func next(of trigger: Trigger, after time: Timestamp) throws(DaybookError) -> Timestamp? {
    switch trigger {
    case .at(let instant):
      return instant > time ? instant : nil
    case .every(let interval, let anchor, let startsImmediately):
      return Self.nextOnGrid(interval: interval, anchor: anchor, includesAnchor: startsImmediately, after: time)
    case .cron(let expression, let zoneName):
      let (parsed, zone) = try load(expression, zoneName)
      return parsed.next(after: time.seconds, in: zone).map { Timestamp(seconds: $0) }
    }
  }

  /// The first instant of a schedule that is made at `time`: an interval may begin with that very moment.
  func first(of trigger: Trigger, at time: Timestamp) throws(DaybookError) -> Timestamp? {
    if case .every(_, let anchor, startsImmediately: true) = trigger, anchor <= time { return time }
    return try next(of: trigger, after: time)
  }

  /// The instants after `start` and at or before `end`: how many, and the last of them.
  ///
  /// Counts `limit` at most, so that a schedule of seconds that slept for a year costs no more than it must.
  func instants(
    of trigger: Trigger, after start: Timestamp, through end: Timestamp, limit: Int
  ) throws(DaybookError) -> (count: Int, last: Timestamp?) {
    if case .every(let interval, let anchor, _) = trigger {
      let first = Self.nextOnGrid(interval: interval, anchor: anchor, includesAnchor: true, after: start)
      guard first <= end else { return (0, nil) }
      let steps = (end.milliseconds - first.milliseconds) / interval
      return (Int(steps) + 1, first.adding(milliseconds: steps * interval))
    }
    var count = 0
    var last: Timestamp?
    var cursor = start
    while count < limit, let instant = try next(of: trigger, after: cursor), instant <= end {
      count += 1
      last = instant
      cursor = instant
    }
    // Counting has its limit; which instant was the latest is always known.
    if count == limit { last = try previous(of: trigger, through: end) ?? last }
    return (count, last)
  }

  /// The last instant of a cron trigger at or before `time`.
  private func previous(of trigger: Trigger, through time: Timestamp) throws(DaybookError) -> Timestamp? {
    guard case .cron(let expression, let zoneName) = trigger else { return nil }
    let (parsed, zone) = try load(expression, zoneName)
    return parsed.previous(before: time.seconds + 1, in: zone).map { Timestamp(seconds: $0) }
  }

  private static func nextOnGrid(
    interval: Int64, anchor: Timestamp, includesAnchor: Bool, after time: Timestamp
  ) -> Timestamp {
    let first = includesAnchor ? anchor : anchor.adding(milliseconds: interval)
    guard time >= first else { return first }
    let steps = (time.milliseconds - anchor.milliseconds) / interval + 1
    return anchor.adding(milliseconds: steps.saturatingMultiply(interval))
  }

  private func load(_ expression: String, _ zoneName: String) throws(DaybookError) -> (CronExpression, TimeZoneRules) {
    let cached = cache.withLock { ($0.expressions[expression], $0.zones[zoneName]) }
    let parsed: CronExpression
    let zone: TimeZoneRules
    do {
      parsed = try cached.0 ?? CronExpression.parse(expression)
      zone = try cached.1 ?? TimeZoneRules(named: zoneName)
    } catch {
      throw DaybookError(.invalidInput, "\(error)", cause: error)
    }
    cache.withLock {
      $0.expressions[expression] = parsed
      $0.zones[zoneName] = zone
    }
    return (parsed, zone)
  }
}
