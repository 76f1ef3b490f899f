/// The output of one attempt as lines, fed with bytes as they arrive; keeps the last ten thousand.
///
/// Lines are safe text. Their numbers count from the start of the output and stay the same when old lines are dropped,
/// so that dropping never moves what somebody reads. A carriage return starts the line over, as on a terminal.
package struct LogBuffer: Equatable, Sendable {
  /// The most lines kept.
  package static let lineLimit = 10_000
  /// The longest line in bytes; a longer one is cut into several.
  package static let lineBytes = 4096

  /// The kept lines; a ring once it is full, whose oldest line is at `oldest`.
  private var lines: [String] = []
  private var oldest = 0
  /// The bytes after the last line feed.
  private var unfinished: [UInt8] = []
  /// The number of the first line still kept.
  package private(set) var start = 0

  package init() {}

  /// The number after the last line, the unfinished one included.
  package var end: Int { start + lines.count + (unfinished.isEmpty ? 0 : 1) }
  package var isEmpty: Bool { start == end }

  /// The line of that number; empty outside `start ..< end`.
  package subscript(number: Int) -> String {
    let index = number - start
    if lines.indices.contains(index) { return lines[(oldest + index) % lines.count] }
    return index == lines.count ? Self.text(Self.visible(unfinished)) : ""
  }

  /// Adds output where it left off; characters and lines may be split anywhere.
  package mutating func append(_ bytes: some Sequence<UInt8>) {
    for byte in bytes {
      if byte == UInt8(ascii: "\n") {
        finishLine()
      } else {
        unfinished.append(byte)
        if unfinished.count >= Self.lineBytes { shorten() }
      }
    }
  }

  private mutating func finishLine() {
    let line = unfinished
    unfinished.removeAll(keepingCapacity: true)
    if Self.isProgress(line) { return }
    keep(Self.text(line))
  }

  /// Drops what a carriage return overwrote, or else ends the line here.
  private mutating func shorten() {
    let visible = Self.visible(unfinished)
    if visible.count < unfinished.count / 2 {
      unfinished = Array(visible)
      return
    }
    let rest = Self.incompleteTail(unfinished[...])
    let line = unfinished.dropLast(rest.count)
    keep(Self.text(line))
    unfinished = Array(rest)
  }

  private mutating func keep(_ line: String) {
    if lines.count < Self.lineLimit {
      lines.append(line)
      return
    }
    lines[oldest] = line
    oldest = (oldest + 1) % Self.lineLimit
    start += 1
  }

  /// The safe text of a finished line.
  private static func text(_ line: some BidirectionalCollection<UInt8>) -> String {
    let text = SafeText.line(utf8: Array(lastOverwrite(of: line)))
    return text.hasPrefix("::log ") ? String(text.dropFirst(6)) : text
  }

  /// The part of an unfinished line that can be shown: no half characters.
  private static func visible(_ line: [UInt8]) -> ArraySlice<UInt8> {
    let whole = line[...].dropLast(incompleteTail(line[...]).count)
    return ArraySlice(lastOverwrite(of: whole))
  }

  /// The last thing written over the line, which a trailing carriage return does not erase.
  private static func lastOverwrite<Line: BidirectionalCollection<UInt8>>(of line: Line) -> Line.SubSequence {
    var line = line[...]
    while line.last == UInt8(ascii: "\r") { line = line.dropLast() }
    guard let last = line.lastIndex(of: UInt8(ascii: "\r")) else { return line }
    return line[line.index(after: last)...]
  }

  /// The first bytes of a UTF-8 character that is not there in full.
  private static func incompleteTail(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let tail = line.suffix(3)
    guard let lead = tail.lastIndex(where: { $0 >= 0xC0 }) else { return [] }
    let length = line[lead] >= 0xF0 ? 4 : line[lead] >= 0xE0 ? 3 : 2
    let rest = line[lead...]
    return rest.count < length && rest.dropFirst().allSatisfy { $0 & 0xC0 == 0x80 } ? rest : []
  }

  /// Progress reports are for the progress bar; a thousand of them would bury the output.
  private static func isProgress(_ line: [UInt8]) -> Bool { line.starts(with: "::progress ".utf8) }
}
