import Daybook

/// The list of schedules, by name.
enum SchedulesView {
  /// From this width on the list shows states, last fires and triggers as well.
  private static let fullWidth = 58
  /// From this width on there are counts as well.
  private static let countsWidth = 100
  private static let margin = 3

  static func draw(_ state: ConsoleState, _ layout: Layout, in rect: Rect, on canvas: inout Canvas) {
    drawTitle(state, layout, in: rect, on: &canvas)
    let rows = rect.splitTop(rows: 1).1
    let schedules = state.snapshot.schedules
    if schedules.isEmpty {
      let text = rect.columns >= fullWidth ? "No schedules: a jobs file declares them (daybook init)" : "none"
      canvas.write(StyledLine(text, .muted), column: rect.column + margin, row: rows.row, in: rows)
      return
    }
    let isFull = rect.columns >= fullWidth
    let nameWidth = nameWidth(schedules, columns: rect.columns, isFull: isFull)
    let hasHeads = layout.hasColumnHeads(.schedules)
    let list = rows.splitTop(rows: hasHeads ? 1 : 0).1
    if hasHeads {
      canvas.write(
        heads(nameWidth: nameWidth, columns: rect.columns), column: rect.column + margin, row: rows.row, in: rows)
    }
    let first = state.schedules.firstIndex(in: schedules, height: list.rows)
    for (index, schedule) in schedules.dropFirst(first).prefix(list.rows).enumerated() {
      let line = line(schedule, nameWidth: nameWidth, columns: rect.columns, clock: state.clock, glyphs: canvas.glyphs)
      drawRow(line, schedule, state, row: list.row + index, in: list, on: &canvas)
    }
  }

  private static func drawTitle(_ state: ConsoleState, _ layout: Layout, in rect: Rect, on canvas: inout Canvas) {
    let isFocused = layout.shown(state.focus) == .schedules
    var left = PaneTitle.name(.schedules, isFocused: isFocused)
    if layout.schedulesAreATab {
      left = PaneTitle.name(.jobs, isFocused: false)
      left.add(String(canvas.glyphs.horizontal), .border)
      left.add(PaneTitle.name(.schedules, isFocused: isFocused))
    }
    let count = StyledLine(" \(NumberText.grouped(state.snapshot.schedules.count)) ", .paneTitle)
    PaneTitle.draw(left, right: count, in: rect, on: &canvas)
  }

  private static func drawRow(
    _ line: StyledLine, _ schedule: ScheduleSummary, _ state: ConsoleState, row: Int, in list: Rect,
    on canvas: inout Canvas
  ) {
    canvas.write(line, column: list.column + margin, row: row, in: list)
    guard ScheduleKey(schedule) == state.schedules.cursor else { return }
    let isFocused = state.scope == .schedules
    canvas.write(String(canvas.glyphs.cursor), column: list.column + 1, row: row, role: .accent, in: list)
    canvas.highlight(
      Rect(column: list.column, row: row, columns: list.columns, rows: 1),
      role: isFocused ? .cursorFocused : .cursorIdle)
  }

  private static func nameWidth(_ schedules: [ScheduleSummary], columns: Int, isFull: Bool) -> Int {
    let longest = schedules.map { SafeText.line($0.name).displayWidth }.max() ?? 0
    if isFull { return min(max(8, longest), columns >= 90 ? 28 : 18) }
    return max(4, columns - margin - 1 - ScheduleText.nextWidth - 1 - 2)
  }

  private static func heads(nameWidth: Int, columns: Int) -> StyledLine {
    let isFull = columns >= fullWidth
    let gap = isFull ? "  " : " "
    var text = "NAME".fitted(to: nameWidth) + gap + "NEXT".fitted(to: ScheduleText.nextWidth)
    if isFull {
      text += gap + "STATE".fitted(to: ScheduleText.stateWidth) + gap + "LAST".fitted(to: ScheduleText.lastWidth)
      if columns >= countsWidth { text += gap + "FIRES" + gap + "MISSED" }
      text += gap + "WHEN"
    }
    return StyledLine(text, .muted)
  }

  private static func line(
    _ schedule: ScheduleSummary, nameWidth: Int, columns: Int, clock: WallClock, glyphs: GlyphSet
  ) -> StyledLine {
    let isFull = columns >= fullWidth
    let gap = isFull ? "  " : " "
    let text = ScheduleText(schedule: schedule, clock: clock, glyphs: glyphs)
    var line = StyledLine(SafeText.line(schedule.name).fitted(to: nameWidth, ellipsis: String(glyphs.ellipsis)), .text)
    line.add(gap + text.next.fitted(to: ScheduleText.nextWidth), text.isLate ? .scheduleLate : .text)
    line.add(gap)
    guard isFull else {
      line.add(text.glyph, text.role)
      return line
    }
    line.add(text.state.fitted(to: ScheduleText.stateWidth), text.role)
    line.add(gap + text.last.fitted(to: ScheduleText.lastWidth), .muted)
    if columns >= countsWidth {
      line.add(gap + NumberText.compact(schedule.fireCount).rightAligned(to: 5), .muted)
      line.add(gap + NumberText.compact(schedule.missed + schedule.skipped).rightAligned(to: 6), .muted)
    }
    line.add(gap + text.trigger, .text)
    line.add("  \(schedule.type)", .muted)
    return line
  }
}
