/// Draws the whole console: a pure function from state to surface.
package enum ConsoleView {
  /// The surface of `state.size` that shows the state.
  package static func surface(of state: ConsoleState, theme: Theme, glyphs: GlyphSet) -> Surface {
    var canvas = Canvas(size: state.size, theme: theme, glyphs: glyphs)
    let layout = state.layout
    drawFrame(state, layout, on: &canvas)
    if state.page != nil {
      PageView.draw(state, in: layout.body, on: &canvas)
    } else {
      drawPanes(state, layout, on: &canvas)
    }
    PromptView.drawSuggestions(state, layout, on: &canvas)
    if let dialog = state.dialog { DialogView.draw(dialog, on: &canvas) }
    return canvas.surface
  }

  private static func drawFrame(_ state: ConsoleState, _ layout: Layout, on canvas: inout Canvas) {
    if let rect = layout[.header] { HeaderView.draw(state, in: rect, on: &canvas) }
    if let rect = layout[.banner] { HeaderView.drawBanner(state, in: rect, on: &canvas) }
    if let rect = layout[.toast] { FooterView.drawToast(state, in: rect, on: &canvas) }
    if let rect = layout[.hints] { FooterView.drawHints(state, in: rect, on: &canvas) }
    if let rect = layout[.status] { StatusView.draw(state, layout, in: rect, on: &canvas) }
  }

  private static func drawPanes(_ state: ConsoleState, _ layout: Layout, on canvas: inout Canvas) {
    if let rect = layout[.schedules] { SchedulesView.draw(state, layout, in: rect, on: &canvas) }
    if let rect = layout[.jobs] { JobsView.draw(state, layout, in: rect, on: &canvas) }
    if let rect = layout[.inspector] { InspectorView.draw(state, layout, in: rect, on: &canvas) }
    if let rect = layout[.log] { LogView.draw(state, layout, in: rect, on: &canvas) }
    drawVerticalRules(layout, on: &canvas)
  }

  /// The rules between panes that stand side by side, joined to the rules of the titles.
  private static func drawVerticalRules(_ layout: Layout, on canvas: inout Canvas) {
    for pane in [Pane.schedules, .jobs] {
      guard let rect = layout[pane], rect.endColumn < layout.body.endColumn, rect.rows > 1 else { continue }
      let column = rect.endColumn
      canvas.put(canvas.glyphs.teeDown, column: column, row: rect.row, role: .border)
      canvas.fill(
        Rect(column: column, row: rect.row + 1, columns: 1, rows: rect.rows - 1), role: .border,
        with: canvas.glyphs.vertical)
      if rect.endRow < layout.body.endRow {
        let below = Position(column: column, row: rect.endRow)
        // Only where the title leaves the rule free.
        if canvas.surface[below.column, below.row].content == .scalar(canvas.glyphs.horizontal) {
          canvas.put(canvas.glyphs.teeUp, column: below.column, row: below.row, role: .border)
        }
      }
    }
  }
}
