import Daybook

/// What the columns of a schedule say.
struct ScheduleText {
  static let nextWidth = 9
  static let stateWidth = 6
  static let lastWidth = 9
  /// How far behind its time a schedule is called late, in milliseconds.
  private static let lateAfter: Int64 = 3000

  let schedule: ScheduleSummary
  let clock: WallClock
  let glyphs: GlyphSet

  var isLate: Bool {
    guard schedule.isEnabled, let next = schedule.nextFire else { return false }
    return clock.now.since(next) > Self.lateAfter
  }

  /// `in 4h12m`, `late 40s`, `off`, or a dash when it never fires again.
  var next: String {
    guard schedule.isEnabled else { return "off" }
    guard let next = schedule.nextFire else { return String(glyphs.nothing) }
    let wait = next.since(clock.now)
    if isLate { return "late \(ClockText.span(milliseconds: clock.now.since(next)))" }
    return wait <= 0 ? "now" : "in \(ClockText.span(milliseconds: wait.saturatingAdd(999)))"
  }

  /// `2m14s` ago, or a dash.
  var last: String {
    guard let last = schedule.lastFire else { return String(glyphs.nothing) }
    return "\(ClockText.span(milliseconds: clock.now.since(last))) ago"
  }

  var state: String {
    if schedule.isOrphaned { return "\(glyphs.off) gone" }
    if isLate { return "\(glyphs.late) late" }
    return schedule.isEnabled ? "\(glyphs.on) on" : "\(glyphs.off) off"
  }

  /// The state without its word, which `next` then says.
  var glyph: String { String(state.prefix(1)) }

  var role: Role {
    if isLate { return .scheduleLate }
    return schedule.isEnabled ? .scheduleOn : .scheduleOff
  }

  /// `cron 0 2 * * * Europe/Paris`, `every 5m`.
  var trigger: String {
    switch schedule.trigger {
    case .cron, .every, .boot: schedule.trigger.text
    case .at(let instant): "at \(ClockText.dateAndTime(instant, utcOffset: clock.utcOffset))"
    }
  }
}
