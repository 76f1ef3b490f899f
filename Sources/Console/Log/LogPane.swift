package import Daybook

/// The attempt whose output is shown.
package struct LogTarget: Hashable, Sendable {
  package var job: JobID
  /// 1-based.
  package var attempt: Int
  /// Names the output file.
  package var token: UInt64

  package init(job: JobID, attempt: Int, token: UInt64) {
    self.job = job
    self.attempt = attempt
    self.token = token
  }
}

/// The log pane: what it shows, where it stands, and whether it follows.
///
/// Following is a state: scrolling up ends it, only `f` or going to the end resumes it. New output, dropped lines and
/// sideways scrolling never move the lines somebody reads.
package struct LogPane: Equatable, Sendable {
  package internal(set) var target: LogTarget?
  package internal(set) var buffer = LogBuffer()
  package internal(set) var isFollowing = true
  package internal(set) var isWrapping = false
  /// The number of the first line shown while not following.
  package internal(set) var top = 0
  /// The cells scrolled sideways.
  package internal(set) var offset = 0
  /// What is searched for; empty is nothing.
  package internal(set) var search = "" {
    didSet { match = nil }
  }
  /// The line that was found last.
  private var match: Int?
  /// Why there is no output, as the session found.
  package internal(set) var problem: String?
  /// How many lines there were when following ended.
  private var seenEnd = 0
  private var countedEnd = 0
  /// Lines in the last second.
  package private(set) var linesPerSecond = 0

  package init() {}

  /// Lines that came since following ended.
  package var newLines: Int { isFollowing ? 0 : max(0, buffer.end - seenEnd) }

  /// The number of the first line shown in a pane of `rows`.
  package func firstLine(rows: Int) -> Int {
    let last = max(buffer.start, buffer.end - rows)
    return isFollowing ? last : min(max(top, buffer.start), last)
  }

  /// Starts over with another attempt; sideways scrolling stays within one job.
  mutating func show(_ target: LogTarget?) {
    if target?.job != self.target?.job { offset = 0 }
    self.target = target
    buffer = LogBuffer()
    problem = nil
    isFollowing = true
    match = nil
    top = 0
    seenEnd = 0
    countedEnd = 0
    linesPerSecond = 0
  }

  mutating func append(_ bytes: [UInt8]) { buffer.append(bytes) }

  /// Moves by lines; up ends following.
  mutating func scroll(by lines: Int, rows: Int) {
    if lines >= 0 && isFollowing { return }
    let first = firstLine(rows: rows)
    stopFollowing()
    top = min(max(buffer.start, first + lines), max(buffer.start, buffer.end - rows))
  }

  mutating func goToStart() {
    stopFollowing()
    top = buffer.start
  }

  mutating func follow() { isFollowing = true }

  mutating func toggleFollowing(rows: Int) {
    if isFollowing {
      top = firstLine(rows: rows)
      stopFollowing()
    } else {
      isFollowing = true
    }
  }

  /// Goes to the newest match that is not below the screen; false when there is none.
  mutating func findFirst(rows: Int) -> Bool {
    let bottom = min(buffer.end, firstLine(rows: rows) + rows)
    return show(lastMatch(before: bottom), rows: rows)
  }

  /// Goes to the match after the last one found, or to the one before it; false when there is none.
  mutating func findNext(forward: Bool, rows: Int) -> Bool {
    let from = match ?? firstLine(rows: rows)
    return show(forward ? firstMatch(from: from + 1) : lastMatch(before: from), rows: rows)
  }

  private func firstMatch(from line: Int) -> Int? {
    (min(line, buffer.end)..<buffer.end).first(where: isMatch)
  }

  private func lastMatch(before line: Int) -> Int? {
    (buffer.start..<max(buffer.start, line)).last(where: isMatch)
  }

  private func isMatch(_ line: Int) -> Bool { !SearchMatches.columns(of: search, in: buffer[line]).isEmpty }

  /// Brings a line on the screen, unless it is there already.
  private mutating func show(_ line: Int?, rows: Int) -> Bool {
    guard let line else { return false }
    let first = firstLine(rows: rows)
    stopFollowing()
    match = line
    top = (first..<first + max(1, rows)).contains(line) ? first : line
    return true
  }

  /// Counts the lines of the second that ended.
  mutating func countSecond() {
    linesPerSecond = max(0, buffer.end - countedEnd)
    countedEnd = buffer.end
  }

  private mutating func stopFollowing() {
    if isFollowing { seenEnd = buffer.end }
    isFollowing = false
  }
}
