/// The prompt in place of the hints, and what can be typed after a colon.
enum PromptView {
  private static let suggestionsShown = 8

  static func draw(_ prompt: Prompt, in rect: Rect, on canvas: inout Canvas) {
    canvas.fill(rect, role: .prompt)
    let room = max(1, rect.columns - prompt.label.displayWidth - 2)
    let cursor = prompt.editor.head.displayWidth
    // A long text scrolls so that the cursor stays in sight.
    let skipped = max(0, cursor - room + 1)
    let start = canvas.write(" \(prompt.label)", column: rect.column, row: rect.row, role: .key, in: rect)
    canvas.write(prompt.editor.text.dropping(columns: skipped), column: start, row: rect.row, role: .prompt, in: rect)
    canvas.showCursor(at: Position(column: min(start + cursor - skipped, rect.endColumn - 1), row: rect.row))
  }

  static func drawSuggestions(_ state: ConsoleState, _ layout: Layout, on canvas: inout Canvas) {
    guard let prompt = state.prompt, prompt.purpose == .command, layout.body.rows > 4 else { return }
    let all = Command.suggestions(for: prompt.completion?.stem ?? prompt.editor.text)
    let rows = min(suggestionsShown, all.count, layout.body.rows - 1)
    guard rows > 0 else { return }
    let chosen = prompt.completion?.index
    let first = max(0, (chosen ?? 0) - rows + 1)
    let area = layout.body.splitBottom(rows: rows).1
    canvas.fill(area, role: .dialog)
    for (index, action) in all.dropFirst(first).prefix(rows).enumerated() {
      let row = area.row + index
      canvas.write(line(action, state, glyphs: canvas.glyphs), column: area.column + 1, row: row, in: area)
      if first + index == chosen {
        canvas.highlight(Rect(column: area.column, row: row, columns: area.columns, rows: 1), role: .dialogFocused)
      }
    }
  }

  private static func line(_ action: Action, _ state: ConsoleState, glyphs: GlyphSet) -> StyledLine {
    let key = action.keys.first.map { glyphs.isASCII ? $0.asciiText : $0.text } ?? ""
    var line = StyledLine(":\(action.title)".fitted(to: 18), .dialogChoice)
    line.add(key.fitted(to: 6), .dialogChoice)
    let reason = action.unavailable(state)
    line.add(reason.map { "not now: \($0)" } ?? action.summary, .dialog)
    return line
  }
}
