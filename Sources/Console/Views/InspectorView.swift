import Daybook

/// The selected job or schedule beside the lists, on screens that have the room.
enum InspectorView {
  static func draw(_ state: ConsoleState, _ layout: Layout, in rect: Rect, on canvas: inout Canvas) {
    var left = PaneTitle.name(.inspector, isFocused: layout.shown(state.focus) == .inspector)
    let name = state.isScheduleInspected ? state.selectedSchedule?.name : state.shownSummary?.name
    if let name { left.add("\(canvas.glyphs.step) \(name) ", .paneTitle) }
    PaneTitle.draw(left, in: rect, on: &canvas)
    PageView.drawLines(
      DetailsText.inspected(state, columns: rect.columns), from: state.inspectorTop, in: rect.splitTop(rows: 1).1,
      on: &canvas)
  }
}
