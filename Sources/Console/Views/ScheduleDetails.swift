import Daybook

/// The lines of one schedule: when it fires, how it went, and its latest jobs.
struct ScheduleDetails {
  let state: ConsoleState
  let columns: Int

  var lines: [DetailsText.Line] {
    guard let schedule = state.selectedSchedule else {
      return [{ _ in StyledLine(" This schedule is not kept any more.", .muted) }]
    }
    return head(schedule) + counts(schedule) + runs
  }

  private func head(_ schedule: ScheduleSummary) -> [DetailsText.Line] {
    let clock = state.clock
    let stateLine: DetailsText.Line = { glyphs in
      let text = ScheduleText(schedule: schedule, clock: clock, glyphs: glyphs)
      var line = StyledLine(" " + "State".fitted(to: DetailsText.labelWidth), .muted)
      line.add(text.state, text.role)
      return line
    }
    let trigger = ScheduleText(schedule: schedule, clock: clock, glyphs: .unicode).trigger
    return [stateLine] + field("Override", schedule.override.map(override)) + field("Fires", trigger)
      + field("Next", schedule.nextFire.map { DetailsText.moment($0, clock: clock) } ?? "not while it is off")
      + field("Last", schedule.lastFire.map { DetailsText.moment($0, clock: clock) } ?? "never yet")
      + field("Job type", schedule.type) + field("Owner", schedule.owner) + field("Declared", schedule.source)
  }

  private func counts(_ schedule: ScheduleSummary) -> [DetailsText.Line] {
    field("Fired", NumberText.count(schedule.fireCount, "time"))
      + field("Missed", schedule.missed == 0 ? nil : NumberText.count(schedule.missed, "time"), role: .scheduleLate)
      + field(
        "Skipped",
        schedule.skipped == 0 ? nil : "\(NumberText.count(schedule.skipped, "time")), the last job had not ended",
        role: .scheduleLate)
  }

  private var runs: [DetailsText.Line] {
    if state.snapshot.runs.isEmpty { return [] }
    let columns = JobColumns(width: columns - 1, rows: state.snapshot.runs)
    let now = state.clock.now
    let heads: DetailsText.Line = { _ in Self.indented(columns.heads) }
    return DetailsText.heading("Latest jobs (Enter lists all)") + [heads]
      + state.snapshot.runs.map { job in
        { glyphs in Self.indented(columns.line(job, holdReason: nil, now: now, glyphs: glyphs)) }
      }
  }

  private static func indented(_ line: StyledLine) -> StyledLine {
    var indented = StyledLine(" ")
    indented.add(line)
    return indented
  }

  private func override(_ override: OperatorOverride) -> String {
    let time = ClockText.short(override.at, clock: state.clock)
    return "\(override.isEnabled ? "on" : "off") by \(override.actor) \(time), against its declaration"
  }

  private func field(_ label: String, _ value: String?, role: Role = .text) -> [DetailsText.Line] {
    DetailsText.field(label, value, role: role, columns: columns)
  }
}
