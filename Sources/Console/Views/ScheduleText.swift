import Daybook

/// What the columns of a schedule say.
struct ScheduleText {
  static let nextWidth = 11
  static let stateWidth = 10
  static let lastWidth = 10

  let schedule: ScheduleSummary
  let clock: WallClock
  let glyphs: GlyphSet
  let standing: ScheduleStanding

  init(schedule: ScheduleSummary, clock: WallClock, glyphs: GlyphSet) {
    self.schedule = schedule
    self.clock = clock
    self.glyphs = glyphs
    standing = schedule.standing(at: clock.now)
  }

  /// `in 4h12m`, `late 40s`, `at boot`; the word of its state where it does not fire.
  var next: String {
    guard schedule.isEnabled else { return standing.rawValue }
    guard let next = schedule.nextFire else { return schedule.trigger == .boot ? "at boot" : standing.rawValue }
    let wait = next.since(clock.now)
    if standing == .late { return "late \(ClockText.span(milliseconds: clock.now.since(next)))" }
    return wait <= 0 ? "now" : "in \(ClockText.span(milliseconds: wait.saturatingAdd(999)))"
  }

  /// `2m14s ago`, or a dash.
  var last: String {
    guard let last = schedule.lastFire else { return String(glyphs.nothing) }
    return "\(ClockText.span(milliseconds: clock.now.since(last))) ago"
  }

  /// Glyph and word.
  var state: String { "\(glyph) \(standing.rawValue)" }

  var glyph: Character {
    switch standing {
    case .on: glyphs.on
    case .off: glyphs.off
    case .keptOn, .keptOff: glyphs.kept
    case .late, .never: glyphs.late
    case .orphaned: glyphs.orphaned
    case .ended: glyphs.nothing
    }
  }

  var role: Role {
    switch standing {
    case .on: .scheduleOn
    case .off, .ended: .scheduleOff
    case .keptOn, .keptOff: .scheduleKept
    case .late, .never: .scheduleLate
    case .orphaned: .scheduleOrphaned
    }
  }

  /// `0 2 * * * Europe/Paris`, `every 5m`.
  var trigger: String {
    switch schedule.trigger {
    case .cron, .every, .boot: schedule.trigger.text
    case .at(let instant): "at \(ClockText.dateAndTime(instant, utcOffset: clock.utcOffset))"
    }
  }
}
