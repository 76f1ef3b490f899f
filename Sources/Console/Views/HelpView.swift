/// Every key and what it does, from the registry; what cannot be done now says why.
enum HelpView {
  private static let keysWidth = 16
  private static let titleWidth = 16

  /// A row of the list: a heading, or an action with its number among the matching ones.
  private enum Row {
    case heading(Action.Group)
    case action(Action, number: Int)
  }

  static func draw(_ help: HelpPage, _ state: ConsoleState, in rect: Rect, on canvas: inout Canvas) {
    let actions = help.actions
    drawTitle(help, count: actions.count, in: rect, on: &canvas)
    let area = rect.splitTop(rows: 1).1
    let rows = rows(of: actions)
    let cursor = rows.firstIndex { if case .action(_, help.cursor) = $0 { true } else { false } } ?? 0
    // One more row above, so that the first action of a group shows its heading.
    let first = max(0, min(cursor - area.rows / 2, rows.count - area.rows))
    for (index, row) in rows.dropFirst(first).prefix(area.rows).enumerated() {
      canvas.write(
        line(row, state, columns: area.columns, glyphs: canvas.glyphs), column: area.column, row: area.row + index,
        in: area)
      if first + index == cursor, case .action = row {
        canvas.highlight(
          Rect(column: area.column, row: area.row + index, columns: area.columns, rows: 1), role: .cursorFocused)
      }
    }
    if actions.isEmpty {
      canvas.write(StyledLine(" no key matches: Esc closes", .muted), column: area.column, row: area.row, in: area)
    }
  }

  private static func drawTitle(_ help: HelpPage, count: Int, in rect: Rect, on canvas: inout Canvas) {
    var left = StyledLine("Keys ", .paneTitleFocused)
    if !help.query.isEmpty { left.add("\(canvas.glyphs.step) \(help.query) ", .accent) }
    let right = StyledLine(
      " Enter runs \(canvas.glyphs.separator) / searches \(canvas.glyphs.separator) Esc closes ", .paneTitle)
    PaneTitle.draw(left, right: right, in: rect, on: &canvas)
  }

  private static func rows(of actions: [Action]) -> [Row] {
    var rows: [Row] = []
    var group: Action.Group?
    for (number, action) in actions.enumerated() {
      if action.group != group {
        group = action.group
        rows.append(.heading(action.group))
      }
      rows.append(.action(action, number: number))
    }
    return rows
  }

  private static func line(_ row: Row, _ state: ConsoleState, columns: Int, glyphs: GlyphSet) -> StyledLine {
    switch row {
    case .heading(let group): return StyledLine(" \(group.rawValue)", .accent)
    case .action(let action, _):
      let keys = action.keys.map { glyphs.isASCII ? $0.asciiText : $0.text }.joined(separator: " ")
      let name = keys.isEmpty ? ":\(action.title)" : keys
      var line = StyledLine("   " + name.fitted(to: keysWidth), .key)
      if columns >= 70 { line.add(action.title.fitted(to: titleWidth), .text) }
      line.add(action.summary, .text)
      if let place = place(action) { line.add(" (\(place))", .muted) }
      if let reason = action.unavailable(state) {
        line.add(" \(glyphs.separator) not now: \(reason)", .muted)
      } else if let command = action.commandLine(state) {
        line.add(" \(glyphs.separator) \(command)", .muted)
      }
      return line
    }
  }

  private static func place(_ action: Action) -> String? {
    switch action.scope {
    case .everywhere: nil
    case .jobs: "jobs"
    case .schedules: "schedules"
    case .log: "log"
    }
  }
}
