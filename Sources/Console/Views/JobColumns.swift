import Daybook

/// Which columns of the jobs fit a width, and how wide each is. The id is never cut.
struct JobColumns {
  private static let gap = 2
  private static let stateWidth = 11
  private static let attemptsWidth = 5
  private static let ageWidth = 6

  private let idWidth: Int
  private let hasStateWord: Bool
  private let nameWidth: Int
  private let hasAttempts: Bool
  private let hasAge: Bool
  private let remarkWidth: Int

  init(width: Int, rows: [JobSummary]) {
    idWidth = max(6, rows.map { $0.id.description.displayWidth }.max() ?? 6)
    let longest = rows.map { SafeText.line($0.title).displayWidth }.max() ?? 0
    hasStateWord = width >= 36
    var rest = width - idWidth - (hasStateWord ? 2 * Self.gap + Self.stateWidth : 3)
    nameWidth = max(0, min(max(8, longest), width >= 100 ? 26 : width >= 70 ? 18 : 14, rest))
    rest -= nameWidth + Self.gap
    hasAge = rest >= Self.ageWidth + 12
    if hasAge { rest -= Self.ageWidth + Self.gap }
    hasAttempts = rest >= Self.attemptsWidth + 20
    if hasAttempts { rest -= Self.attemptsWidth + Self.gap }
    remarkWidth = max(0, rest)
  }

  var heads: StyledLine {
    var line = StyledLine("ID".fitted(to: idWidth), .muted)
    line.add(hasStateWord ? "  \("STATE".fitted(to: Self.stateWidth))  " : "   ", .muted)
    line.add("NAME".fitted(to: nameWidth), .muted)
    if hasAttempts { line.add("  " + "TRY".fitted(to: Self.attemptsWidth), .muted) }
    if hasAge { line.add("  " + "AGE".fitted(to: Self.ageWidth), .muted) }
    return line
  }

  func line(_ job: JobSummary, holdReason: String?, now: Timestamp, glyphs: GlyphSet) -> StyledLine {
    let ellipsis = String(glyphs.ellipsis)
    let state = JobText.state(job, glyphs: glyphs)
    var line = StyledLine(job.id.description.fitted(to: idWidth), .text)
    line.add(hasStateWord ? "  " : " ")
    line.add(hasStateWord ? state.fitted(to: Self.stateWidth) : String(state.prefix(1)), JobText.role(of: job.state))
    line.add(hasStateWord ? "  " : " ")
    line.add(SafeText.line(job.title).fitted(to: nameWidth, ellipsis: ellipsis), .text)
    if hasAttempts { line.add("  " + JobText.attempts(job).fitted(to: Self.attemptsWidth), .muted) }
    if hasAge { line.add("  " + JobText.age(job, now: now).fitted(to: Self.ageWidth), .muted) }
    if remarkWidth > 0 {
      let remark = JobText.remark(job, holdReason: holdReason, now: now, glyphs: glyphs)
      line.add("  ")
      line.add(remark.clipped(to: remarkWidth, ellipsis: ellipsis))
    }
    return line
  }
}
