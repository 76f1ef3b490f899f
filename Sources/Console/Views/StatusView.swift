import Daybook

/// The only line besides the pane on small screens, and the only line at all on tiny ones.
enum StatusView {
  static func draw(_ state: ConsoleState, _ layout: Layout, in rect: Rect, on canvas: inout Canvas) {
    if let prompt = state.prompt, state.prompt?.problem == nil {
      PromptView.draw(prompt, in: rect, on: &canvas)
      return
    }
    let line = FooterView.message(state, glyphs: canvas.glyphs) ?? summary(state, layout, glyphs: canvas.glyphs)
    canvas.write(line, column: rect.column, row: rect.row, in: rect)
  }

  /// Counts, the worst first, and the last failure where no pane shows it.
  private static func summary(_ state: ConsoleState, _ layout: Layout, glyphs: GlyphSet) -> StyledLine {
    let stats = state.snapshot.stats
    var line = StyledLine()
    if stats.workers.isEmpty { line.add("\(glyphs.failure) no worker ", .workerAbsent) }
    for state in [JobState.failed, .running, .pending, .scheduled] where stats.count(state) > 0 {
      line.add("\(glyphs.state(state)) \(NumberText.compact(stats.count(state))) \(state) ", JobText.role(of: state))
    }
    if line.isEmpty { line.add("\(glyphs.success) idle ", .jobCompleted) }
    if layout.layoutClass == .line {
      if let failure = state.snapshot.newestFailure {
        line.add("\(glyphs.separator) \(failure.name): \(failure.failure?.message ?? "failed")", .text)
      }
    } else {
      line.add("\(glyphs.separator) ", .border)
      line.add("?", .key)
      line.add(" keys", .hint)
    }
    return line
  }
}
