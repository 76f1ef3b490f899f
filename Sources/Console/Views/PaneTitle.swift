/// The title row of a pane: a rule with the name left and the state right.
enum PaneTitle {
  /// Draws the rule and both texts; the right one is left out where they would touch.
  static func draw(_ left: StyledLine, right: StyledLine = StyledLine(), in rect: Rect, on canvas: inout Canvas) {
    canvas.rule(row: rect.row, in: rect)
    let room = Rect(column: rect.column, row: rect.row, columns: rect.columns - 1, rows: 1)
    let end = canvas.write(left, column: rect.column + 1, row: rect.row, in: room)
    if !right.isEmpty, end + right.width + 2 < rect.endColumn {
      canvas.writeRight(right, endColumn: rect.endColumn - 1, row: rect.row, in: room)
    }
  }

  /// `1 Jobs `, in the look of a focused pane or of another.
  static func name(_ pane: Pane, isFocused: Bool) -> StyledLine {
    var line = StyledLine("\(pane.rawValue)", .accent)
    line.add(" \(pane.title) ", isFocused ? .paneTitleFocused : .paneTitle)
    return line
  }
}
