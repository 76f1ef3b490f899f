import Daybook

/// Which columns the list of schedules has room for, and how wide they are.
struct ScheduleColumns {
  /// From this width on the list shows states, last fires and triggers as well.
  private static let fullWidth = 55
  /// From this width on there are counts as well.
  private static let countsWidth = 97

  private let isFull: Bool
  private let hasCounts: Bool
  private let nameWidth: Int
  private let gap: String

  init(width: Int, rows: [ScheduleSummary]) {
    isFull = width >= Self.fullWidth
    hasCounts = width >= Self.countsWidth
    gap = isFull ? "  " : " "
    let longest = rows.map { SafeText.line($0.name).displayWidth }.max() ?? 0
    nameWidth =
      isFull ? min(max(8, longest), width >= 87 ? 28 : 18) : max(4, width - 1 - ScheduleText.nextWidth - 1 - 2)
  }

  var heads: StyledLine {
    var text = "NAME".fitted(to: nameWidth) + gap + "NEXT".fitted(to: ScheduleText.nextWidth)
    if isFull {
      text += gap + "STATE".fitted(to: ScheduleText.stateWidth) + gap + "LAST".fitted(to: ScheduleText.lastWidth)
      if hasCounts { text += gap + "FIRES" + gap + "MISSED" }
      text += gap + "WHEN"
    }
    return StyledLine(text, .muted)
  }

  func line(_ schedule: ScheduleSummary, clock: WallClock, glyphs: GlyphSet) -> StyledLine {
    let text = ScheduleText(schedule: schedule, clock: clock, glyphs: glyphs)
    var line = StyledLine(SafeText.line(schedule.name).fitted(to: nameWidth, ellipsis: String(glyphs.ellipsis)), .text)
    let isWaiting = text.standing == .on || text.standing == .keptOn
    guard isFull else {
      line.add(gap + text.next.fitted(to: ScheduleText.nextWidth), isWaiting ? .text : text.role)
      line.add(gap)
      line.add(String(text.glyph), text.role)
      return line
    }
    // The state says the word already.
    let next = text.next == text.standing.rawValue ? String(glyphs.nothing) : text.next
    line.add(gap + next.fitted(to: ScheduleText.nextWidth), text.standing == .late ? text.role : .text)
    line.add(gap)
    line.add(text.state.fitted(to: ScheduleText.stateWidth), text.role)
    line.add(gap + text.last.fitted(to: ScheduleText.lastWidth), .muted)
    if hasCounts {
      let missed = schedule.missed + schedule.skipped
      line.add(gap + NumberText.compact(schedule.fireCount).rightAligned(to: 5), .muted)
      line.add(gap + NumberText.compact(missed).rightAligned(to: 6), missed > 0 ? .scheduleLate : .muted)
    }
    line.add(gap + text.trigger, .text)
    line.add("  \(schedule.type)", .muted)
    return line
  }
}
