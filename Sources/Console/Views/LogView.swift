import Daybook

/// The output of the selected job's latest attempt.
enum LogView {
  private static let margin = 1

  static func draw(_ state: ConsoleState, _ layout: Layout, in rect: Rect, on canvas: inout Canvas) {
    drawTitle(state, layout, in: rect, on: &canvas)
    let rows = rect.splitTop(rows: 1).1
    guard rows.rows > 0 else { return }
    if let notice = notice(state) {
      canvas.write(StyledLine(notice, .logNotice), column: rows.column + margin, row: rows.row, in: rows)
      return
    }
    let lines = visibleLines(state.log, rows: rows.rows, columns: rows.columns - 2 * margin)
    for (index, line) in lines.enumerated() {
      let row = rows.row + index
      canvas.write(line, column: rows.column + margin, row: row, role: .logText, in: rows)
      for column in SearchMatches.columns(of: state.log.search, in: line) {
        let start = rows.column + margin + column.lowerBound
        canvas.highlight(
          Rect(column: start, row: row, columns: column.count, rows: 1).intersection(rows), role: .logMatch)
      }
    }
  }

  /// The rows to draw: cut or wrapped, the last ones when following.
  private static func visibleLines(_ log: LogPane, rows: Int, columns: Int) -> [String] {
    let first = log.firstLine(rows: rows)
    let numbers = first..<min(log.buffer.end, first + rows)
    guard log.isWrapping else {
      return numbers.map { log.buffer[$0].dropping(columns: log.offset).clipped(to: columns) }
    }
    let wrapped = numbers.flatMap { log.buffer[$0].wrapped(to: columns) }
    return Array(log.isFollowing ? wrapped.suffix(rows) : wrapped.prefix(rows))
  }

  private static func notice(_ state: ConsoleState) -> String? {
    guard let job = state.shownSummary else { return "The output of the selected job shows here." }
    guard state.log.target != nil else { return "\(job.id) has not started yet." }
    if let problem = state.log.problem, state.log.buffer.isEmpty { return problem }
    guard state.log.buffer.isEmpty else { return nil }
    return job.state == .running ? "No output yet." : "No output."
  }

  private static func drawTitle(_ state: ConsoleState, _ layout: Layout, in rect: Rect, on canvas: inout Canvas) {
    let isFocused = layout.shown(state.focus) == .log
    var left = PaneTitle.name(.log, isFocused: isFocused)
    if let target = state.log.target, let job = state.shownSummary {
      left.add("\(canvas.glyphs.step) \(target.job) \(job.title) ", .paneTitle)
      left.add("\(canvas.glyphs.step) attempt \(target.attempt) ", .paneTitle)
    }
    PaneTitle.draw(left, right: status(state.log, glyphs: canvas.glyphs), in: rect, on: &canvas)
  }

  private static func status(_ log: LogPane, glyphs: GlyphSet) -> StyledLine {
    var parts: [StyledLine] = []
    // What was dropped must not look as if it had never been written.
    if log.buffer.start > 0 {
      parts.append(StyledLine("last \(NumberText.grouped(LogBuffer.lineLimit)) lines", .toastWarning))
    }
    if !log.search.isEmpty { parts.append(StyledLine("/\(log.search)", .accent)) }
    if log.isFollowing {
      parts.append(StyledLine("follow", .paneTitle))
    } else {
      let new = log.newLines > 0 ? "+\(NumberText.grouped(log.newLines)) new, " : ""
      parts.append(StyledLine("\(new)f follows", .accent))
    }
    if log.isWrapping { parts.append(StyledLine("wrap", .paneTitle)) }
    if log.offset > 0, !log.isWrapping { parts.append(StyledLine("\(glyphs.step)\(log.offset)", .paneTitle)) }
    if log.linesPerSecond > 0 { parts.append(StyledLine("\(NumberText.compact(log.linesPerSecond))/s", .paneTitle)) }
    var line = StyledLine(" ")
    for (index, part) in parts.enumerated() {
      if index > 0 { line.add(" \(glyphs.separator) ", .border) }
      line.add(part)
    }
    line.add(" ")
    return line
  }
}
