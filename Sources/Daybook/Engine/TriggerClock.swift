package import Cron
import Synchronization

/// Computes when schedules fire. Decisions use it; the fold never does, because records carry `nextFire`.
///
/// Zones and parsed expressions are kept, since ten thousand schedules share a handful of them.
package final class TriggerClock: Sendable {
  private struct Cache {
    var zones: [String: TimeZoneRules] = [:]
    var expressions: [String: CronExpression] = [:]
    /// Zones that could not be read when a schedule needed them.
    var unreadable: Set<String> = []
    /// Counts the changes of zones that were noticed.
    var generation: UInt64 = 0
  }

  private let cache = Mutex(Cache())
  private let database: @Sendable () -> ZoneDatabase

  /// - Parameter database: where zones are read from; asked each time one is.
  package init(database: @escaping @Sendable () -> ZoneDatabase = { ZoneDatabase.system() }) {
    self.database = database
  }

  /// The first instant of a schedule after `time`, within its bounds; nil when there is none.
  ///
  /// - Throws: `.invalidInput` for an expression or zone that cannot be read.
  package func next(of schedule: ScheduleDefinition, after time: Timestamp) throws(DaybookError) -> Timestamp? {
    let start = schedule.startsAt.map { max(time, $0.adding(milliseconds: -1)) } ?? time
    guard let instant = try next(of: schedule.trigger, after: start) else { return nil }
    if let end = schedule.endsAt, instant > end { return nil }
    return instant
  }

  /// The first instant of a schedule that is made at `time`. A grid may begin with that very moment, and a single instant
  /// that has passed is left to the misfire policy.
  func first(of schedule: ScheduleDefinition, at time: Timestamp) throws(DaybookError) -> Timestamp? {
    switch schedule.trigger {
    case .every(_, let anchor, startsImmediately: true) where anchor <= time && schedule.allows(anchor): return anchor
    case .at(let instant): return schedule.allows(instant) ? instant : nil
    default: return try next(of: schedule, after: time)
    }
  }

  /// Whether the trigger, as zones are now, has this instant.
  func isInstant(_ instant: Timestamp, of schedule: ScheduleDefinition) throws(DaybookError) -> Bool {
    try next(of: schedule, after: instant.adding(milliseconds: -1)) == instant
  }

  /// The instants after `start` and at or before `end`: how many, and the last `kept` of them, in order.
  ///
  /// Counts `limit` at most, so that a schedule of seconds that slept for a year costs no more than it must; which
  /// instants were the last is always known.
  package func instants(
    of schedule: ScheduleDefinition, after start: Timestamp, through end: Timestamp, keeping kept: Int, limit: Int
  ) throws(DaybookError) -> (count: Int, last: [Timestamp]) {
    let end = schedule.endsAt.map { min($0, end) } ?? end
    if case .every(let interval, _, _) = schedule.trigger {
      guard let first = try next(of: schedule, after: start), first <= end else { return (0, []) }
      let count = (end.milliseconds - first.milliseconds) / interval + 1
      let last = (max(0, count - Int64(kept))..<count).map { first.adding(milliseconds: $0 * interval) }
      return (Int(count), last)
    }
    var last: [Timestamp] = []
    var count = 0
    var cursor = start
    while count < limit, let instant = try next(of: schedule, after: cursor), instant <= end {
      count += 1
      last.append(instant)
      if last.count > 2 * kept { last.removeFirst(last.count - kept) }
      cursor = instant
    }
    if count == limit { last = try lastInstants(of: schedule.trigger, after: start, through: end, keeping: kept) }
    return (count, last.suffix(kept))
  }

  /// Counts the times that a zone in use was found to have other rules, or could be read again: whoever remembers the
  /// number knows whether there was a change since, whoever noticed it.
  package var zoneGeneration: UInt64 { cache.withLock(\.generation) }

  /// Reads the zones in use again. A zone that cannot be read any more keeps the rules it had.
  package func reloadZones() {
    let (known, unreadable) = cache.withLock { ($0.zones, $0.unreadable) }
    let database = database()
    var changed: [String: TimeZoneRules] = [:]
    for name in known.keys.sorted() + unreadable.sorted() {
      guard let read = try? database.rules(named: name), read.identity != known[name]?.identity else { continue }
      changed[name] = read
    }
    if changed.isEmpty { return }
    cache.withLock { cache in
      cache.zones.merge(changed) { _, new in new }
      cache.unreadable.subtract(changed.keys)
      cache.generation += 1
    }
  }

  private func next(of trigger: Trigger, after time: Timestamp) throws(DaybookError) -> Timestamp? {
    switch trigger {
    case .at(let instant):
      return instant > time ? instant : nil
    case .every(let interval, let anchor, let includesAnchor):
      return Self.nextOnGrid(interval: interval, anchor: anchor, includesAnchor: includesAnchor, after: time)
    case .cron(let expression, let zoneName):
      let (parsed, zone) = try load(expression, zoneName)
      return parsed.next(after: time.seconds, in: zone).map { Timestamp(seconds: $0) }
    case .boot:
      return nil
    }
  }

  /// The last instants of a cron trigger up to `end`, walking backwards.
  private func lastInstants(
    of trigger: Trigger, after start: Timestamp, through end: Timestamp, keeping kept: Int
  ) throws(DaybookError) -> [Timestamp] {
    guard case .cron(let expression, let zoneName) = trigger else { return [] }
    let (parsed, zone) = try load(expression, zoneName)
    var found: [Timestamp] = []
    var cursor = end.seconds + 1
    while found.count < kept, let second = parsed.previous(before: cursor, in: zone), second > start.seconds {
      found.append(Timestamp(seconds: second))
      cursor = second
    }
    return found.reversed()
  }

  private static func nextOnGrid(
    interval: Int64, anchor: Timestamp, includesAnchor: Bool, after time: Timestamp
  ) -> Timestamp? {
    let first = includesAnchor ? anchor : anchor.adding(milliseconds: interval)
    guard time >= first else { return first }
    let (passed, overflow) = time.milliseconds.subtractingReportingOverflow(anchor.milliseconds)
    guard !overflow else { return nil }
    let instant = anchor.adding(milliseconds: (passed / interval + 1).saturatingMultiply(interval))
    return instant > time ? instant : nil
  }

  func load(_ expression: String, _ zoneName: String) throws(DaybookError) -> (CronExpression, TimeZoneRules) {
    let cached = cache.withLock { ($0.expressions[expression], $0.zones[zoneName]) }
    if let parsed = cached.0, let zone = cached.1 { return (parsed, zone) }
    do {
      let parsed = try cached.0 ?? CronExpression.parse(expression)
      let zone = try cached.1 ?? readZone(zoneName)
      cache.withLock {
        $0.expressions[expression] = parsed
        $0.zones[zoneName] = $0.zones[zoneName] ?? zone
      }
      return (parsed, zone)
    } catch {
      throw DaybookError(.invalidInput, "\(error)", cause: error)
    }
  }

  private func readZone(_ name: String) throws(CronError) -> TimeZoneRules {
    do {
      return try database().rules(named: name)
    } catch {
      cache.withLock { _ = $0.unreadable.insert(name) }
      throw error
    }
  }
}
