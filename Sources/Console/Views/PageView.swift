import Daybook

/// A page over the panes: the keys, a job, or a schedule.
enum PageView {
  static func draw(_ state: ConsoleState, in rect: Rect, on canvas: inout Canvas) {
    guard let page = state.page, !rect.isEmpty else { return }
    let rows = rect.splitTop(rows: 1).1
    switch page.subject {
    case .help(let help):
      HelpView.draw(help, state, in: rect, on: &canvas)
    case .job(let id):
      let name = state.shownSummary?.name ?? id.description
      drawTitle(["Details", name], right: " Esc closes ", in: rect, on: &canvas)
      drawLines(DetailsText.page(state, columns: rect.columns), from: page.top, in: rows, on: &canvas)
    case .schedule(let key):
      let right = " Enter lists its jobs \(canvas.glyphs.separator) Esc closes "
      drawTitle(["Schedule", key.name], right: right, in: rect, on: &canvas)
      drawLines(DetailsText.page(state, columns: rect.columns), from: page.top, in: rows, on: &canvas)
    }
  }

  static func drawLines(_ lines: [DetailsText.Line], from top: Int, in rect: Rect, on canvas: inout Canvas) {
    let first = max(0, min(top, lines.count - rect.rows))
    for (index, line) in lines.dropFirst(first).prefix(rect.rows).enumerated() {
      canvas.write(line(canvas.glyphs), column: rect.column, row: rect.row + index, in: rect)
    }
  }

  private static func drawTitle(_ path: [String], right: String, in rect: Rect, on canvas: inout Canvas) {
    var left = StyledLine()
    for (index, part) in path.enumerated() {
      if index > 0 { left.add("\(canvas.glyphs.step) ", .border) }
      left.add("\(part) ", .paneTitleFocused)
    }
    PaneTitle.draw(left, right: StyledLine(right, .paneTitle), in: rect, on: &canvas)
  }
}
