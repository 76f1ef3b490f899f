import Daybook

/// Everything about one job or one schedule, as lines that fit a width.
enum DetailsText {
  /// A line that is given the glyphs when it is drawn.
  typealias Line = @Sendable (GlyphSet) -> StyledLine

  static let labelWidth = 12

  /// The lines of the open page; none for the list of keys.
  static func page(_ state: ConsoleState, columns: Int) -> [Line] {
    switch state.page?.subject {
    case .job: job(state, columns: columns)
    case .schedule: ScheduleDetails(state: state, columns: columns).lines
    case .help, nil: []
    }
  }

  /// The lines of the inspector: about the schedule or the job under the cursor, whichever list had the focus last.
  static func inspected(_ state: ConsoleState, columns: Int) -> [Line] {
    state.isScheduleInspected
      ? ScheduleDetails(state: state, columns: columns).lines : job(state, columns: columns)
  }

  /// The lines about the shown job.
  static func job(_ state: ConsoleState, columns: Int) -> [Line] {
    guard let job = state.shownSummary else {
      let text = state.shownJob.map { "\($0) is not kept any more." } ?? "No job is selected."
      return [{ _ in StyledLine(" \(text)", .muted) }]
    }
    return JobDetails(job: job, detail: state.shownDetail, state: state, columns: columns).lines
  }

  /// A label and its value, wrapped below itself.
  static func field(_ label: String, _ value: String?, role: Role = .text, columns: Int) -> [Line] {
    guard let value, !value.isEmpty else { return [] }
    let rows = SafeText.line(value).wrappedAtWords(to: max(8, columns - labelWidth - 2))
    return rows.enumerated().map { index, row in
      { _ in
        var line = StyledLine(" " + (index == 0 ? label : "").fitted(to: labelWidth), .muted)
        line.add(row, role)
        return line
      }
    }
  }

  /// Two blocks of lines, the second one from a column on.
  static func beside(_ left: [Line], _ right: [Line], at column: Int) -> [Line] {
    (0..<max(left.count, right.count)).map { index in
      let first = left.indices.contains(index) ? left[index] : blank
      guard right.indices.contains(index) else { return first }
      let second = right[index]
      return { glyphs in
        var line = first(glyphs).clipped(to: column - 2, ellipsis: String(glyphs.ellipsis))
        line.pad(to: column)
        line.add(second(glyphs))
        return line
      }
    }
  }

  static let blank: Line = { _ in StyledLine() }

  static func heading(_ text: String) -> [Line] { [blank, { _ in StyledLine(" \(text)", .accent) }] }
}
