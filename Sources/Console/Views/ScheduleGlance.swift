import Daybook

/// A few lines about the schedule under the cursor: its trigger in words, what is wrong with it, what comes.
struct ScheduleGlance {
  let schedule: ScheduleSummary
  let forecast: ScheduleForecast?
  let clock: WallClock
  let glyphs: GlyphSet

  /// What matters most first, as far as there are rows.
  func lines(columns: Int, rows: Int) -> [StyledLine] {
    let words = ScheduleWords(schedule: schedule, clock: clock)
    let text = ScheduleText(schedule: schedule, clock: clock, glyphs: glyphs)
    var lines = wrapped(forecast?.sentence ?? schedule.trigger.text, .text, columns: columns)
    if let standing = words.standing { lines += wrapped("\(text.glyph) \(standing)", text.role, columns: columns) }
    if let losses = words.losses { lines += wrapped(losses, .scheduleLate, columns: columns) }
    let warnings = [forecast?.problem].compactMap(\.self) + (forecast?.warnings ?? [])
    // A warning is about a day to come, the fires come sooner.
    lines += fires(columns: columns, rows: max(1, rows - lines.count - (warnings.isEmpty ? 0 : 3)))
    for warning in warnings { lines += wrapped("\(glyphs.warning) \(warning)", .toastWarning, columns: columns) }
    guard lines.count > rows, rows > 0, let last = lines[rows - 1].spans.first else { return lines }
    let cut = StyledLine("\(last.text) \(glyphs.ellipsis)", last.role)
    return lines.prefix(rows - 1) + [cut.clipped(to: columns, ellipsis: String(glyphs.ellipsis))]
  }

  /// The next fires, as many in a row as fit.
  private func fires(columns: Int, rows: Int) -> [StyledLine] {
    let items = fireTexts
    guard let first = items.first else { return [] }
    let head = schedule.isEnabled ? "next " : "if on "
    var lines = [StyledLine(head, .muted)]
    lines[0].add(first)
    for item in items.dropFirst() {
      let last = lines.count - 1
      if lines[last].width + 3 + item.displayWidth <= columns {
        lines[last].add(" \(glyphs.separator) ", .border)
      } else if lines.count < rows {
        lines.append(StyledLine(String(repeating: " ", count: head.count)))
      } else {
        break
      }
      lines[lines.count - 1].add(item)
    }
    return lines
  }

  /// Day, time and offset of each fire; only the time where the rest is as before.
  private var fireTexts: [String] {
    var before = ("", 0)
    return (forecast?.fires ?? []).map { fire in
      let date = ClockText.date(fire.nominal, utcOffset: fire.utcOffset, now: clock.now)
      let time = ClockText.shortTime(fire.nominal, utcOffset: fire.utcOffset)
      defer { before = (date, fire.utcOffset) }
      return before == (date, fire.utcOffset) ? time : "\(date) \(time) \(ClockText.offset(fire.utcOffset))"
    }
  }

  private func wrapped(_ text: String, _ role: Role, columns: Int) -> [StyledLine] {
    SafeText.line(text).wrappedAtWords(to: max(8, columns)).map { StyledLine($0, role) }
  }
}
