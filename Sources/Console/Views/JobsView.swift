import Daybook

/// The list of jobs, newest first.
enum JobsView {
  /// Where the columns start before the id: cursor and mark.
  private static let margin = 4

  static func draw(_ state: ConsoleState, _ layout: Layout, in rect: Rect, on canvas: inout Canvas) {
    drawTitle(state, layout, in: rect, on: &canvas)
    let rows = rect.splitTop(rows: 1).1
    if state.snapshot.rows.isEmpty {
      EmptyText.draw(state, in: rows, on: &canvas)
      return
    }
    let columns = JobColumns(width: rect.columns - margin, rows: state.snapshot.rows)
    let hasHeads = layout.hasColumnHeads(.jobs)
    let list = rows.splitTop(rows: hasHeads ? 1 : 0).1
    if hasHeads { canvas.write(columns.heads, column: rect.column + margin, row: rows.row, in: rows) }
    let first = state.jobs.firstIndex(in: state.snapshot, height: list.rows)
    for (index, job) in state.snapshot.rows.dropFirst(first).prefix(list.rows).enumerated() {
      drawRow(job, columns, state, row: list.row + index, in: list, on: &canvas)
    }
  }

  private static func drawRow(
    _ job: JobSummary, _ columns: JobColumns, _ state: ConsoleState, row: Int, in list: Rect, on canvas: inout Canvas
  ) {
    let isUnderCursor = job.id == state.jobs.cursor
    let isFocused = state.scope == .jobs && state.page == nil
    if isUnderCursor {
      canvas.write(String(canvas.glyphs.cursor), column: list.column + 1, row: row, role: .accent, in: list)
    }
    if state.jobs.marks.contains(job.id) {
      canvas.write(String(canvas.glyphs.mark), column: list.column + 2, row: row, role: .mark, in: list)
    }
    let line = columns.line(
      job, holdReason: state.snapshot.holdReasons[job.id], now: state.clock.now, glyphs: canvas.glyphs)
    canvas.write(line, column: list.column + margin, row: row, in: list)
    if isUnderCursor {
      canvas.highlight(
        Rect(column: list.column, row: row, columns: list.columns, rows: 1),
        role: isFocused ? .cursorFocused : .cursorIdle)
    }
  }

  private static func drawTitle(_ state: ConsoleState, _ layout: Layout, in rect: Rect, on canvas: inout Canvas) {
    let isFocused = layout.shown(state.focus) == .jobs
    var right = StyledLine()
    if !state.jobs.marks.isEmpty { right.add(" \(state.jobs.marks.count) marked", .mark) }
    if !state.jobs.filterText.isEmpty { right.add(" \(state.jobs.filterText) ", .accent) }
    let count = state.snapshot.matchCount.map(NumberText.grouped) ?? "\(NumberText.grouped(state.snapshot.rows.count))+"
    right.add(" \(count) ", .paneTitle)
    var left = PaneTitle.name(.jobs, isFocused: isFocused)
    if layout.schedulesAreATab {
      left.add(String(canvas.glyphs.horizontal), .border)
      left.add(PaneTitle.name(.schedules, isFocused: false))
    }
    left.add("\(canvas.glyphs.horizontal) ", .border)
    let room = rect.columns - left.width - right.width - 4
    left.add(tabs(state, glyphs: canvas.glyphs, columns: room))
    PaneTitle.draw(left, right: right, in: rect, on: &canvas)
  }

  /// The state tabs that have jobs, the current one in brackets; only that one where there is no room.
  private static func tabs(_ state: ConsoleState, glyphs: GlyphSet, columns: Int) -> StyledLine {
    let stats = state.snapshot.stats
    var line = StyledLine()
    var current = StyledLine()
    for tab in JobList.tabs {
      let count = tab.map(stats.count) ?? stats.total
      let isCurrent = tab == state.jobs.tab
      if count == 0, !isCurrent, tab != nil { continue }
      let name = tab?.description ?? "all"
      let label = StyledLine(
        isCurrent ? "[\(name) \(NumberText.compact(count))]" : name, isCurrent ? .paneTitleFocused : .paneTitle)
      if isCurrent { current = label }
      if !line.isEmpty { line.add(" \(glyphs.separator) ", .border) }
      line.add(label)
    }
    var shown = line.width <= columns ? line : current
    shown.add(" ")
    return shown
  }
}
