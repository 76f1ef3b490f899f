import Daybook

/// A schedule with a fixed grid: every instant fires once or is counted as missed once, in order, and none is left out.
struct AuditedSchedule {
  private var trigger: Trigger
  private var next: Timestamp?
  private var fired: Set<Timestamp> = []
  /// Then instants come again that were decided on, and are left out: only that none fires twice is checked.
  var hasClockGoneBack = false
  /// The last instant that was decided on.
  private var decidedThrough: Timestamp?

  init(_ trigger: Trigger, nextFire: Timestamp?) {
    self.trigger = trigger
    next = nextFire
  }

  /// Counting begins anew: the trigger changed, it was switched, or the clock was set back.
  mutating func restart(_ trigger: Trigger?, nextFire: Timestamp?) {
    if let trigger { self.trigger = trigger }
    // With an anchor from before what was decided on since, instants come again just so.
    if let nextFire, let decidedThrough, nextFire <= decidedThrough { hasClockGoneBack = true }
    next = nextFire
  }

  mutating func fire(_ nominal: Timestamp, nextFire: Timestamp?, at time: Timestamp) throws {
    if nominal > time { throw Violation("I5: fired for \(nominal) at \(time)") }
    guard fired.insert(nominal).inserted else { throw Violation("I5: fired twice for \(nominal)") }
    guard nominal == next else {
      throw Violation("I5: fired for \(nominal), and \(next.map { "\($0)" } ?? "nothing") was next")
    }
    try move(past: nominal, to: nextFire)
  }

  mutating func miss(_ count: Int, through: Timestamp, nextFire: Timestamp?, at time: Timestamp) throws {
    if through > time { throw Violation("I5: missed through \(through) at \(time)") }
    let passed = try instants(through: through)
    guard hasClockGoneBack ? passed >= count : passed == count else {
      throw Violation("I5: \(passed) instants passed, and \(count) were missed")
    }
    try move(past: through, to: nextFire)
  }

  private mutating func move(past instant: Timestamp, to nextFire: Timestamp?) throws {
    decidedThrough = max(decidedThrough ?? instant, instant)
    next = nextFire
    guard case .every(let interval, let anchor, _) = trigger else { return }
    let steps = Self.steps(from: anchor, to: instant, interval) + 1
    guard hasClockGoneBack || nextFire == anchor.adding(milliseconds: steps * interval) else {
      throw Violation("I5: after \(instant) comes \(nextFire.map { "\($0)" } ?? "nothing")")
    }
  }

  /// How many instants there are from the next on, which may be the moment of its making, and through this one.
  private func instants(through last: Timestamp) throws -> Int {
    guard case .every(let interval, let anchor, _) = trigger, let next, next <= last else {
      throw Violation("I5: nothing was due through \(last)")
    }
    guard last == next || (last.milliseconds - anchor.milliseconds) % interval == 0 else {
      throw Violation("I5: \(last) is not an instant of the schedule")
    }
    return Int(Self.steps(from: anchor, to: last, interval) - Self.steps(from: anchor, to: next, interval)) + 1
  }

  private static func steps(from anchor: Timestamp, to instant: Timestamp, _ interval: Int64) -> Int64 {
    let distance = instant.milliseconds - anchor.milliseconds
    return distance >= 0 ? distance / interval : -1 - (-1 - distance) / interval
  }
}
