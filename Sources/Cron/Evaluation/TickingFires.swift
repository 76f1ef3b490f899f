/// The instants of a job whose second, minute or hour field begins with `*`: every real second whose wall clock matches.
///
/// Within a span of one offset the wall clock runs evenly, so each span is searched once and left by a jump.
struct TickingFires {
  let pattern: WallClockPattern
  let zone: TimeZoneRules

  func next(after instant: Int64, through limit: Int64) -> Int64? {
    var start = instant + 1
    while start <= limit {
      let span = zone.span(at: start)
      guard let wall = pattern.next(from: start + span.offset) else { return nil }
      let candidate = wall - span.offset
      if candidate < span.end { return candidate <= limit ? candidate : nil }
      // Once the span has outlasted any turning back of the clock, no later instant can show a time before `wall`
      // that has not been searched, and none that is far from `wall` can show it.
      let isSettled = span.end - start > ZoneSpan.reach
      start = isSettled ? max(span.end, candidate - ZoneSpan.reach) : span.end
    }
    return nil
  }

  func previous(before instant: Int64, through limit: Int64) -> Int64? {
    var start = instant - 1
    while start >= limit {
      let span = zone.span(at: start)
      guard let wall = pattern.previous(from: start + span.offset) else { return nil }
      let candidate = wall - span.offset
      if candidate >= span.start { return candidate >= limit ? candidate : nil }
      let isSettled = start - span.start > ZoneSpan.reach
      start = isSettled ? min(span.start - 1, candidate + ZoneSpan.reach) : span.start - 1
    }
    return nil
  }

  func contains(_ instant: Int64) -> Bool {
    let wall = instant + zone.span(at: instant).offset
    return pattern.next(from: wall) == wall
  }
}
