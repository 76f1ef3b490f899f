/// A question in the middle of the screen: title, objects and effect, choices one a line.
enum DialogView {
  static func draw(_ dialog: Dialog, on canvas: inout Canvas) {
    let screen = canvas.bounds
    guard !screen.isEmpty else { return }
    let width = max(min(40, screen.columns), screen.columns * 7 / 10)
    let text = dialog.lines.flatMap { SafeText.line($0).wrappedAtWords(to: max(1, min(width, 90) - 4)) }
    let rows = text.count + dialog.choices.count + 3
    if screen.columns < 24 || rows > screen.rows {
      drawTight(dialog, text, on: &canvas)
      return
    }
    let columns = boxColumns(dialog, text, most: min(width, 90))
    let box = Rect(
      column: (screen.columns - columns) / 2, row: (screen.rows - rows) / 2, columns: columns, rows: rows)
    drawBorder(box, title: dialog.title, on: &canvas)
    let inside = Rect(column: box.column + 2, row: box.row + 1, columns: columns - 4, rows: rows - 2)
    for (index, line) in text.enumerated() {
      canvas.write(line, column: inside.column, row: inside.row + index, role: .dialog, in: inside)
    }
    drawChoices(dialog, from: inside.row + text.count + 1, in: inside, on: &canvas)
  }

  private static func boxColumns(_ dialog: Dialog, _ text: [String], most: Int) -> Int {
    let longest =
      (text + dialog.choices.map { "> k  \($0.label)" } + [dialog.title + "  "]).map(\.displayWidth).max() ?? 0
    return min(most, max(36, longest + 4))
  }

  private static func drawBorder(_ box: Rect, title: String, on canvas: inout Canvas) {
    let corners = canvas.glyphs.corners
    canvas.fill(box, role: .dialog)
    for row in [box.row, box.endRow - 1] {
      canvas.fill(
        Rect(column: box.column, row: row, columns: box.columns, rows: 1), role: .dialogBorder,
        with: canvas.glyphs.horizontal)
    }
    for column in [box.column, box.endColumn - 1] {
      canvas.fill(
        Rect(column: column, row: box.row, columns: 1, rows: box.rows), role: .dialogBorder,
        with: canvas.glyphs.vertical)
    }
    canvas.put(corners[0], column: box.column, row: box.row, role: .dialogBorder)
    canvas.put(corners[1], column: box.endColumn - 1, row: box.row, role: .dialogBorder)
    canvas.put(corners[2], column: box.column, row: box.endRow - 1, role: .dialogBorder)
    canvas.put(corners[3], column: box.endColumn - 1, row: box.endRow - 1, role: .dialogBorder)
    let room = Rect(column: box.column + 2, row: box.row, columns: box.columns - 4, rows: 1)
    canvas.write(StyledLine(" \(title) ", .dialogChoice), column: room.column, row: box.row, in: room)
  }

  /// Without a border, the choices before the explanation: they must be seen on any screen.
  private static func drawTight(_ dialog: Dialog, _ text: [String], on canvas: inout Canvas) {
    let screen = canvas.bounds
    canvas.fill(screen, role: .dialog)
    if screen.rows <= dialog.choices.count {
      let choice = dialog.choices[dialog.focus]
      let others = dialog.choices.filter { $0 != choice }.map { String($0.key) }.joined(separator: "/")
      let line = StyledLine(
        "\(canvas.glyphs.cursor)\(choice.key) \(choice.label) \(others) \(dialog.title)", .dialogFocused)
      canvas.write(line, column: 0, row: 0, in: screen)
      return
    }
    canvas.write(StyledLine(dialog.title, .dialogChoice), column: 0, row: 0, in: screen)
    drawChoices(dialog, from: 1, in: screen, on: &canvas)
    for (index, line) in text.enumerated() {
      canvas.write(line, column: 0, row: 1 + dialog.choices.count + index, role: .dialog, in: screen)
    }
  }

  private static func drawChoices(_ dialog: Dialog, from row: Int, in rect: Rect, on canvas: inout Canvas) {
    for (index, choice) in dialog.choices.enumerated() {
      let isFocused = index == dialog.focus
      var line = StyledLine(isFocused ? "\(canvas.glyphs.cursor) " : "  ", .dialogChoice)
      line.add(String(choice.key), .dialogChoice)
      line.add("  \(choice.label)", .dialog)
      canvas.write(line, column: rect.column, row: row + index, in: rect)
      if isFocused {
        canvas.highlight(
          Rect(column: rect.column, row: row + index, columns: rect.columns, rows: 1), role: .dialogFocused)
      }
    }
  }
}
