/// The two lines at the bottom: how the last operation ended, and the keys or the prompt.
enum FooterView {
  static func drawToast(_ state: ConsoleState, in rect: Rect, on canvas: inout Canvas) {
    guard let line = message(state, glyphs: canvas.glyphs) else { return }
    canvas.write(line, column: rect.column + 1, row: rect.row, in: rect)
  }

  /// What is wrong with the prompt, else the toast.
  static func message(_ state: ConsoleState, glyphs: GlyphSet) -> StyledLine? {
    if let problem = state.prompt?.problem { return StyledLine("\(glyphs.failure) \(problem)", .toastError) }
    guard let toast = state.toast else { return nil }
    return switch toast.kind {
    case .success: StyledLine("\(glyphs.success) \(toast.text)", .toastSuccess)
    case .information: StyledLine(toast.text, .toastInformation)
    case .warning: StyledLine("\(glyphs.warning) \(toast.text)", .toastWarning)
    case .error: StyledLine("\(glyphs.failure) \(toast.text)", .toastError)
    }
  }

  static func drawHints(_ state: ConsoleState, in rect: Rect, on canvas: inout Canvas) {
    if let prompt = state.prompt {
      PromptView.draw(prompt, in: rect, on: &canvas)
    } else {
      canvas.write(
        hints(state, columns: rect.columns - 2, glyphs: canvas.glyphs), column: rect.column + 1, row: rect.row, in: rect
      )
    }
  }

  /// The keys that matter here, the nearest first; `? keys` is always among them.
  static func hints(_ state: ConsoleState, columns: Int, glyphs: GlyphSet) -> StyledLine {
    if case .help = state.page?.subject { return hint(ActionRegistry[.back], state, glyphs: glyphs) }
    let last = hint(ActionRegistry[.help], state, glyphs: glyphs)
    var line = StyledLine()
    for action in hintedActions(state) where action.id != .help {
      let hint = hint(action, state, glyphs: glyphs)
      if line.width + hint.width + 2 + last.width > columns { continue }
      line.add(hint)
      line.add("  ")
    }
    line.add(last)
    return line
  }

  private static func hintedActions(_ state: ConsoleState) -> [Action] {
    ActionRegistry.all
      .filter { $0.hintRank != nil && ($0.scope == .everywhere || $0.scope == state.scope) }
      .sorted { ($0.hintRank ?? 0) < ($1.hintRank ?? 0) }
  }

  private static func hint(_ action: Action, _ state: ConsoleState, glyphs: GlyphSet) -> StyledLine {
    let isAvailable = action.unavailable(state) == nil
    let key = action.keys.first.map { glyphs.isASCII ? $0.asciiText : $0.text } ?? ":"
    var line = StyledLine(key, isAvailable ? .key : .muted)
    line.add(" \(action.title)", isAvailable ? .hint : .muted)
    return line
  }
}
