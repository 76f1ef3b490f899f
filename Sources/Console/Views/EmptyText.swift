import Daybook

/// What an empty list says: why it is empty and what to do next.
enum EmptyText {
  static func draw(_ state: ConsoleState, in rect: Rect, on canvas: inout Canvas) {
    for (index, line) in lines(state).prefix(rect.rows).enumerated() {
      canvas.write(line, column: rect.column + 2, row: rect.row + index, in: rect)
    }
  }

  private static func lines(_ state: ConsoleState) -> [StyledLine] {
    let total = state.snapshot.stats.total
    if total > 0 {
      let filter = [state.jobs.tab?.description, state.jobs.filterText.isEmpty ? nil : state.jobs.filterText]
        .compactMap(\.self).joined(separator: " ")
      return [StyledLine("0 of \(NumberText.grouped(total)) match \(filter): Esc clears", .muted)]
    }
    var lines = [StyledLine("No jobs yet. In a shell:"), StyledLine()]
    for (command, meaning) in [
      ("daybook add -- COMMAND", "run a command now"),
      ("daybook init", "write a jobs file: types and schedules"),
      ("daybook demo", "a sandbox with real jobs"),
    ] {
      var line = StyledLine(command.fitted(to: 24), .key)
      line.add(meaning, .muted)
      lines.append(line)
    }
    if !state.context.otherJournals.isEmpty {
      lines += [StyledLine(), StyledLine("Other journals on this machine:")]
      lines += state.context.otherJournals.map { StyledLine($0, .muted) }
    }
    return lines
  }
}
