import Daybook

/// The two lines at the top: where, who works, how much, what time; and how fast, how fresh.
enum HeaderView {
  /// The widest a directory is shown.
  private static let directoryWidth = 40
  /// How old a snapshot may be and still be called live, in milliseconds.
  private static let liveFor: Int64 = 3000

  static func draw(_ state: ConsoleState, in rect: Rect, on canvas: inout Canvas) {
    drawCounts(state, in: rect, on: &canvas)
    if rect.rows > 1 { drawRates(state, row: rect.row + 1, in: rect, on: &canvas) }
  }

  static func drawBanner(_ state: ConsoleState, in rect: Rect, on canvas: inout Canvas) {
    guard let banner = state.context.banners.first else { return }
    canvas.fill(rect, role: .banner)
    let more = state.context.banners.count > 1 ? " (and \(state.context.banners.count - 1) more)" : ""
    let line = StyledLine(" \(canvas.glyphs.warning) \(banner)\(more)", .banner)
    canvas.write(line, column: rect.column, row: rect.row, in: rect)
  }

  private static func drawCounts(_ state: ConsoleState, in rect: Rect, on canvas: inout Canvas) {
    let clock = StyledLine(ClockText.time(state.clock.now, utcOffset: state.clock.utcOffset), .muted)
    let right = rect.endColumn - 1 - clock.width
    canvas.write(clock, column: right, row: rect.row, in: rect)
    var left = StyledLine(" daybook ", .accent)
    var worker = Self.worker(state, .name, glyphs: canvas.glyphs)
    let counts = CountsText.line(state.snapshot.stats, columns: right - 3 - left.width - worker.width - 2)
    let countsStart = right - 3 - counts.width
    canvas.write(counts, column: countsStart, row: rect.row, in: rect)
    let path = min(SafeText.line(state.context.directory).displayWidth, directoryWidth) + 2
    for detail in WorkerDetail.allCases {
      let longer = Self.worker(state, detail, glyphs: canvas.glyphs)
      // Where it is says more than who leads.
      let needed = left.width + longer.width + 2 + (detail.namesLeader ? path : 0)
      if needed <= countsStart { worker = longer }
    }
    let room = countsStart - left.width - worker.width - 4
    if room >= 8 {
      left.add(shortened(state.context.directory, to: min(room, directoryWidth), glyphs: canvas.glyphs), .text)
      left.add("  ")
    }
    left.add(worker)
    let area = Rect(column: rect.column, row: rect.row, columns: countsStart - 1, rows: 1)
    canvas.write(left, column: rect.column, row: rect.row, in: area)
  }

  /// The end of a path says more than its start.
  private static func shortened(_ path: String, to columns: Int, glyphs: GlyphSet) -> String {
    let path = SafeText.line(path)
    guard path.displayWidth > columns else { return path }
    return "\(glyphs.ellipsis)\(path.dropping(columns: path.displayWidth - columns + 1))"
  }

  /// How much is said about the workers, as far as there is room.
  private enum WorkerDetail: CaseIterable {
    case name, slots, leader, epoch

    var namesLeader: Bool { self == .leader || self == .epoch }
  }

  private static func worker(_ state: ConsoleState, _ detail: WorkerDetail, glyphs: GlyphSet) -> StyledLine {
    let stats = state.snapshot.stats
    let leader = stats.workers.first(where: \.isLeader)
    guard let first = leader ?? stats.workers.first else {
      return StyledLine("\(glyphs.failure) no worker", .workerAbsent)
    }
    let others = stats.workers.count > 1 ? " +\(stats.workers.count - 1)" : ""
    let title = detail.namesLeader && leader != nil ? "leader " : ""
    var line = StyledLine(
      "\(glyphs.on) \(title)\(SafeText.line(first.kind)) \(first.processID)\(others)", .workerPresent)
    // Without one no schedule fires: whatever else there is room for, this is said.
    if leader == nil { line.add("  no leader", .toastWarning) }
    // What is acknowledged here may not outlive a loss of power.
    let durabilities = stats.workers.map(\.durability) + [state.context.durability]
    if let weakest = Durability.weakest(of: durabilities) { line.add("  durability \(weakest)", .toastWarning) }
    if detail == .epoch, leader != nil { line.add("  epoch \(stats.epoch)", .muted) }
    if detail != .name { line.add("  \(NumberText.count(stats.workers.reduce(0) { $0 + $1.slots }, "slot"))", .muted) }
    if state.context.isReadOnly { line.add("  read-only", .muted) }
    if let paused = paused(stats) { line.add("  \(glyphs.off) \(paused)", .toastWarning) }
    return line
  }

  /// What does not start: everything, or the one or several types and queues.
  private static func paused(_ stats: SchedulerStats) -> String? {
    let names = stats.pausedTypes + stats.pausedQueues
    if stats.isPaused { return "paused" }
    return names.isEmpty ? nil : names.count == 1 ? "\(names[0]) paused" : "\(names.count) paused"
  }

  private static func drawRates(_ state: ConsoleState, row: Int, in rect: Rect, on canvas: inout Canvas) {
    let fresh = freshness(state, glyphs: canvas.glyphs)
    let area = Rect(column: rect.column, row: row, columns: rect.columns - fresh.width - 3, rows: 1)
    let line =
      state.snapshot.stats.workers.isEmpty
      ? absence(state, glyphs: canvas.glyphs)
      : rates(state.rates, columns: area.columns, glyphs: canvas.glyphs)
    canvas.write(line, column: rect.column, row: row, in: area)
    canvas.writeRight(fresh, endColumn: rect.endColumn - 1, row: row, in: rect)
  }

  private static func rates(_ rates: RateHistory, columns: Int, glyphs: GlyphSet) -> StyledLine {
    let width = min(RateHistory.length, max(4, (columns - 30) / 2))
    var line = StyledLine(" done ", .muted)
    line.add(NumberText.rate(rates.doneRate), .text)
    line.add(" \(glyphs.sparkline(rates.done.suffix(width)))", .sparkline)
    line.add("  failed ", .muted)
    line.add(NumberText.rate(rates.failedRate), .text)
    line.add(" \(glyphs.sparkline(rates.failed.suffix(width)))", .sparklineFailed)
    return line
  }

  /// Since when nobody works here, who did, and what to do about it.
  private static func absence(_ state: ConsoleState, glyphs: GlyphSet) -> StyledLine {
    if state.context.ownWorker != nil { return StyledLine(" the worker is starting", .muted) }
    var text = " nobody runs jobs here"
    if let departure = state.snapshot.departure {
      let since = ClockText.short(departure.at, clock: state.clock)
      text = " \(glyphs.failure) no worker since \(since) (\(departure.kind))"
    }
    var line = StyledLine(text, .workerAbsent)
    line.add(" \(glyphs.separator) :work to run here", .text)
    if let reason = state.context.watchingReason { line.add(" \(glyphs.separator) \(reason)", .muted) }
    return line
  }

  private static func freshness(_ state: ConsoleState, glyphs: GlyphSet) -> StyledLine {
    let age = state.clock.now.since(state.snapshot.takenAt)
    if age < liveFor { return StyledLine("\(glyphs.on) live", .workerPresent) }
    return StyledLine("\(glyphs.warning) \(ClockText.span(milliseconds: age)) old", .toastWarning)
  }
}
