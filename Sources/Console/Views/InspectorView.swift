/// The selected job's fields and attempts beside the lists, on screens that have the room.
enum InspectorView {
  static func draw(_ state: ConsoleState, _ layout: Layout, in rect: Rect, on canvas: inout Canvas) {
    var left = PaneTitle.name(.inspector, isFocused: layout.shown(state.focus) == .inspector)
    if let job = state.shownSummary { left.add("\(canvas.glyphs.step) \(job.name) ", .paneTitle) }
    PaneTitle.draw(left, in: rect, on: &canvas)
    PageView.drawLines(
      DetailsText.job(state, columns: rect.columns), from: state.inspectorTop, in: rect.splitTop(rows: 1).1, on: &canvas
    )
  }
}
