import Daybook

/// The next fires of a schedule, one a line, by the clock of their zone.
struct FireLines {
  let schedule: ScheduleSummary
  let forecast: ScheduleForecast?
  let clock: WallClock

  var lines: [DetailsText.Line] {
    guard let forecast, !forecast.fires.isEmpty else { return [] }
    let zone = forecast.timeZone
    let title = schedule.isEnabled ? "Next fires (\(zone))" : "Next fires if it were on (\(zone))"
    let heading: DetailsText.Line = { _ in StyledLine(" \(title)", .accent) }
    var offset = forecast.fires[0].utcOffset
    var lines = [heading]
    for fire in forecast.fires {
      lines.append(line(fire, isClockChanged: fire.utcOffset != offset))
      offset = fire.utcOffset
    }
    return lines
  }

  private func line(_ fire: ScheduleForecast.Fire, isClockChanged: Bool) -> DetailsText.Line {
    let text = ClockText.zoned(fire.nominal, utcOffset: fire.utcOffset)
    let distance = ClockText.distance(fire.nominal, now: clock.now)
    let delay = fire.dueAt.since(fire.nominal)
    return { glyphs in
      var line = StyledLine(" \(text)", .text)
      line.add("  \(distance)", .muted)
      if delay > 0 { line.add("  job +\(DurationText.rounded(milliseconds: delay))", .muted) }
      if isClockChanged { line.add("  \(glyphs.warning) clock changed", .toastWarning) }
      return line
    }
  }
}
