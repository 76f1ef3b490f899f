import Daybook

/// The lines of one schedule: when it fires, how it went, its latest jobs, what comes, and how it was declared.
struct ScheduleDetails {
  /// From this width on the next fires stand beside the rest.
  private static let wideFrom = 112
  private static let firesWidth = 58

  let state: ConsoleState
  let columns: Int

  var lines: [DetailsText.Line] {
    guard let schedule = state.selectedSchedule else {
      return [{ _ in StyledLine(" This schedule is not kept any more.", .muted) }]
    }
    let detail = state.scheduleDetail
    let fires = FireLines(schedule: schedule, forecast: detail?.forecast, clock: state.clock).lines
    if columns < Self.wideFrom {
      return head(schedule, columns: columns) + runs(detail?.runs ?? [])
        + (fires.isEmpty ? [] : [DetailsText.blank] + fires) + declaration(schedule)
    }
    let left = columns - Self.firesWidth
    return DetailsText.beside(head(schedule, columns: left - 2), fires, at: left) + runs(detail?.runs ?? [])
      + declaration(schedule)
  }

  private func head(_ schedule: ScheduleSummary, columns: Int) -> [DetailsText.Line] {
    let clock = state.clock
    let forecast = state.scheduleDetail?.forecast
    let words = ScheduleWords(schedule: schedule, clock: clock)
    func field(_ label: String, _ value: String?, _ role: Role = .text) -> [DetailsText.Line] {
      DetailsText.field(label, value, role: role, columns: columns)
    }
    return stateLines(schedule, words, columns: columns)
      + field("What for", schedule.definition.purpose)
      + field("Fires", forecast?.sentence ?? schedule.trigger.text)
      + field("How often", forecast?.frequency)
      + field("Next", words.next(forecast))
      + field("Last", schedule.lastFire.map { DetailsText.moment($0, clock: clock) } ?? "never yet")
      + field("Fired", words.fired) + field("Missed", words.missed, .scheduleLate)
      + field("Skipped", words.skipped, .scheduleLate)
      + warnings(forecast).flatMap { field("Mind", $0, .toastWarning) }
  }

  /// Glyph and word in their colour, then who or what made it so.
  private func stateLines(
    _ schedule: ScheduleSummary, _ words: ScheduleWords, columns: Int
  ) -> [DetailsText.Line] {
    let state = ScheduleText(schedule: schedule, clock: words.clock, glyphs: .unicode).state
    let lines = DetailsText.field(
      "State", [state, words.standing].compactMap(\.self).joined(separator: ": "), columns: columns)
    guard let first = lines.first else { return [] }
    let clock = words.clock
    let coloured: DetailsText.Line = { glyphs in
      let text = ScheduleText(schedule: schedule, clock: clock, glyphs: glyphs)
      let whole = first(glyphs)
      guard whole.spans.count == 2 else { return whole }
      var line = StyledLine(whole.spans[0].text, whole.spans[0].role)
      line.add(text.state, text.role)
      line.add(String(whole.spans[1].text.dropFirst(text.state.count)))
      return line
    }
    return [coloured] + lines.dropFirst()
  }

  private func warnings(_ forecast: ScheduleForecast?) -> [String] {
    [forecast?.problem].compactMap(\.self) + (forecast?.warnings ?? [])
  }

  private func runs(_ runs: [JobSummary]) -> [DetailsText.Line] {
    if runs.isEmpty { return [] }
    let columns = JobColumns(width: columns - 1, rows: runs)
    let now = state.clock.now
    let heads: DetailsText.Line = { _ in Self.indented(columns.heads) }
    return DetailsText.heading("Latest jobs (Enter lists all)") + [heads]
      + runs.map { job in
        { glyphs in Self.indented(columns.line(job, holdReason: nil, now: now, glyphs: glyphs)) }
      }
  }

  /// What was declared: policies in words, the rest under the names that files use.
  private func declaration(_ schedule: ScheduleSummary) -> [DetailsText.Line] {
    let words = ScheduleWords(schedule: schedule, clock: state.clock)
    let told = ["description", "misfire", "max-lateness", "overlap", "jitter", "max-fires", "enabled"]
    let rest = schedule.definition.fields.filter { !told.contains($0.name) }
    return DetailsText.heading("Declaration") + field("By", schedule.source) + field("Owner", schedule.owner)
      + field("Enabled", schedule.definition.isEnabled ? nil : "no")
      + rest.flatMap { field($0.name.prefix(1).uppercased() + $0.name.dropFirst(), $0.text) }
      + field("Misfire", words.misfire) + field("Overlap", words.overlap) + field("Jitter", words.jitter)
  }

  private static func indented(_ line: StyledLine) -> StyledLine {
    var indented = StyledLine(" ")
    indented.add(line)
    return indented
  }

  private func field(_ label: String, _ value: String?, role: Role = .text) -> [DetailsText.Line] {
    DetailsText.field(label, value, role: role, columns: columns)
  }
}
