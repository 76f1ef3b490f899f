/// What becomes of a schedule's instants that are due: which fire, how many are missed, and what comes next.
struct DueInstants {
  /// The most misfired instants of one schedule that are counted one by one.
  private static let counted = 10_000
  /// A single instant that is no later than this is no misfire while a leader was there, however slow; milliseconds.
  static let punctuality: Int64 = 60_000
  /// Nor is one that is no later than this, whoever was there: a new leader came just behind it.
  private static let grace: Int64 = 1000

  /// In order.
  private(set) var fires: [Timestamp] = []
  private(set) var missed = 0
  /// The last missed instant; meaningful when `missed` is not 0.
  private(set) var missedThrough: Timestamp
  private(set) var next: Timestamp?

  /// - Parameter wasServed: whether a leader was there when the first of the instants came.
  init(
    of schedule: ScheduleState, now: Timestamp, wasServed: Bool, _ triggers: TriggerClock
  ) throws(DaybookError) {
    missedThrough = schedule.nextFire ?? now
    guard let nominal = schedule.nextFire, nominal <= now else {
      next = schedule.nextFire
      return
    }
    let instants = try Self.instants(of: schedule, from: nominal, through: now, triggers)
    let latest = instants.last.last ?? nominal
    fires = Self.chosen(from: instants.last, of: schedule.definition, now: now, wasServed: wasServed)
    let left = schedule.definition.maxFires.map { max(0, $0 - schedule.fireCount) } ?? .max
    fires = Array(fires.prefix(left))
    let isExhausted = fires.count == left
    next = isExhausted ? nil : try schedule.nextUnspent(after: max(now, latest), triggers)
    // What would have come after the last fire allowed was not missed.
    let kept = instants.last
    let missedOfKept = fires.first.flatMap { kept.firstIndex(of: $0) } ?? kept.count
    missed = instants.count - kept.count + missedOfKept
    missedThrough = missedOfKept > 0 ? kept[missedOfKept - 1] : nominal
  }

  /// The instants to decide on, from the first one on: how many, and the last that any policy may want.
  private static func instants(
    of schedule: ScheduleState, from nominal: Timestamp, through now: Timestamp, _ triggers: TriggerClock
  ) throws(DaybookError) -> (count: Int, last: [Timestamp]) {
    let definition = schedule.definition
    let kept = definition.misfire.kept
    guard schedule.spent.spans.contains(where: { $0.upperBound > nominal && $0.lowerBound <= now }) else {
      let (count, last) = try triggers.instants(
        of: definition, after: nominal, through: now, keeping: kept, limit: counted)
      return (count + 1, Array(([nominal] + last).suffix(kept)))
    }
    var found: [Timestamp] = []
    var cursor: Timestamp? = nominal
    while let instant = cursor, instant <= now, found.count < counted {
      found.append(instant)
      cursor = try schedule.nextUnspent(after: instant, triggers)
    }
    return (found.count, found.suffix(kept))
  }

  private static func chosen(
    from last: [Timestamp], of definition: ScheduleDefinition, now: Timestamp, wasServed: Bool
  ) -> [Timestamp] {
    guard let latest = last.last else { return [] }
    let lateness = now.milliseconds - latest.milliseconds
    if last.count == 1, lateness <= (wasServed ? punctuality : grace) { return last }
    switch definition.misfire {
    case .skip: return []
    case .latest: return lateness <= definition.maxLatenessMilliseconds ? [latest] : []
    case .all(let max): return last.suffix(max)
    }
  }
}

extension MisfirePolicy {
  /// How many of the last instants the policy may want; two tell one instant from several.
  fileprivate var kept: Int {
    switch self {
    case .latest, .skip: 2
    case .all(let max): max + 1
    }
  }
}

extension ScheduleState {
  /// The next instant after `time` that was not decided on before; nil when there is none, or no fire is left.
  func nextUnspent(after time: Timestamp, _ triggers: TriggerClock) throws(DaybookError) -> Timestamp? {
    if isExhausted { return nil }
    var candidate = try triggers.next(of: definition, after: time)
    while let instant = candidate, let end = spent.end(spending: instant) {
      candidate = try triggers.next(of: definition, after: end)
    }
    return candidate
  }
}
