import Daybook

/// The list of schedules, by name, and below it what there is to say about the selected one.
enum SchedulesView {
  /// Where the columns start: after the cursor.
  private static let margin = 3

  static func draw(_ state: ConsoleState, _ layout: Layout, in rect: Rect, on canvas: inout Canvas) {
    drawTitle(state, layout, in: rect, on: &canvas)
    let rows = rect.splitTop(rows: 1).1
    let schedules = state.snapshot.schedules
    if schedules.rows.isEmpty {
      canvas.write(emptyText(state, columns: rect.columns), column: rect.column + margin, row: rows.row, in: rows)
      return
    }
    let columns = ScheduleColumns(width: rect.columns - margin, rows: schedules.rows)
    let hasHeads = layout.hasColumnHeads(.schedules)
    let (list, glance) = rows.splitTop(rows: hasHeads ? 1 : 0).1.splitBottom(rows: layout.glanceRows)
    if hasHeads { canvas.write(columns.heads, column: rect.column + margin, row: rows.row, in: rows) }
    let first = state.schedules.firstIndex(in: schedules, height: list.rows)
    for (index, schedule) in schedules.rows.dropFirst(first).prefix(list.rows).enumerated() {
      let line = columns.line(schedule, clock: state.clock, glyphs: canvas.glyphs)
      drawRow(line, schedule, state, row: list.row + index, in: list, on: &canvas)
    }
    drawGlance(state, in: glance, on: &canvas)
  }

  private static func drawTitle(_ state: ConsoleState, _ layout: Layout, in rect: Rect, on canvas: inout Canvas) {
    let isFocused = layout.shown(state.focus) == .schedules
    var left = PaneTitle.name(.schedules, isFocused: isFocused)
    if layout.schedulesAreATab {
      left = PaneTitle.name(.jobs, isFocused: false)
      left.add(String(canvas.glyphs.horizontal), .border)
      left.add(PaneTitle.name(.schedules, isFocused: isFocused))
    }
    let schedules = state.snapshot.schedules
    var right = StyledLine(" \(NumberText.grouped(schedules.total)) ", .paneTitle)
    if !state.schedules.filterText.isEmpty {
      let counts = "\(NumberText.grouped(schedules.count)) of \(NumberText.grouped(schedules.total)) "
      right = StyledLine(" \(state.schedules.filterText) ", .accent)
      right.add(counts, .paneTitle)
      if left.width + right.width + 4 > rect.columns { right = StyledLine(" / \(counts)", .accent) }
    }
    PaneTitle.draw(left, right: right, in: rect, on: &canvas)
  }

  private static func emptyText(_ state: ConsoleState, columns: Int) -> StyledLine {
    let total = state.snapshot.schedules.total
    if total > 0 {
      return StyledLine(
        "0 of \(NumberText.grouped(total)) match \(state.schedules.filterText): Esc clears", .muted)
    }
    return StyledLine(columns >= 58 ? "No schedules: a jobs file declares them (daybook init)" : "none", .muted)
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

  private static func drawGlance(_ state: ConsoleState, in rect: Rect, on canvas: inout Canvas) {
    guard rect.rows > 1, let schedule = state.selectedSchedule else { return }
    canvas.fill(
      Rect(column: rect.column + 1, row: rect.row, columns: rect.columns - 2, rows: 1), role: .border,
      with: canvas.glyphs.horizontal)
    let room = rect.splitTop(rows: 1).1
    let glance = ScheduleGlance(
      schedule: schedule, forecast: state.scheduleDetail?.forecast, clock: state.clock, glyphs: canvas.glyphs)
    for (index, line) in glance.lines(columns: room.columns - 2, rows: room.rows).enumerated() {
      canvas.write(line, column: room.column + 1, row: room.row + index, in: room)
    }
  }
}
