/// The instants of a fixed job: each matching wall time fires at the first instant whose wall clock has reached it.
///
/// With *high water* the latest time the clock has shown up to an instant, a wall time has fired by that instant if and
/// only if it is not above the high water. That one comparison is the rule for gaps, overlaps and both together.
struct FixedFires {
  let pattern: WallClockPattern
  let zone: TimeZoneRules

  func next(after instant: Int64) -> Int64? {
    let span = zone.span(at: instant)
    guard span.start <= instant - ZoneSpan.reach else {
      return pattern.next(from: zone.highWater(through: instant) + 1).map(zone.firstInstant(reaching:))
    }
    // No change behind that could matter: what the clock shows is the high water.
    guard let wall = pattern.next(from: instant + span.offset + 1) else { return nil }
    return wall - span.offset < span.end ? wall - span.offset : zone.firstInstant(reaching: wall)
  }

  func previous(before instant: Int64) -> Int64? {
    pattern.previous(from: zone.highWater(through: instant - 1)).map(zone.firstInstant(reaching:))
  }

  func contains(_ instant: Int64) -> Bool {
    guard let wall = pattern.next(from: zone.highWater(through: instant - 1) + 1) else { return false }
    return wall <= zone.highWater(through: instant)
  }
}
