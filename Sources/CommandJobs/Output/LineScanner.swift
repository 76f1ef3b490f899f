import Glibc

/// Watches output go by, in whatever pieces it arrives: finds directives and remembers the last telling line.
///
/// It keeps at most one directive's length of a line and changes nothing of the output.
package struct LineScanner {
  /// How much of an ordinary line is kept.
  private static let longestOrdinaryLine = 4096
  private static let newline = UInt8(ascii: "\n")
  private static let colon = UInt8(ascii: ":")

  /// The beginning of a line whose end has not arrived.
  private var partial: [UInt8] = []
  /// The last line that is neither blank nor a directive.
  private var lastLine: [UInt8] = []

  package init() {}

  /// The text of the last line that says something, safe to show; nil if there was none.
  package var lastText: String? {
    PlainText.line(lastLine, limit: 200)
  }

  /// Takes the next piece of output and reports the directives whose lines it completes.
  package mutating func scan(_ bytes: UnsafeRawBufferPointer, onDirective: (Directive) -> Void) {
    var rest = bytes[...]
    while let end = Self.firstNewline(in: rest) {
      take(line: rest[rest.startIndex..<end], onDirective: onDirective)
      rest = rest[(end + 1)...]
    }
    keep(rest)
  }

  /// Takes a last line that has no line end.
  package mutating func finish(onDirective: (Directive) -> Void) {
    guard !partial.isEmpty else { return }
    take(line: UnsafeRawBufferPointer(start: nil, count: 0)[...], onDirective: onDirective)
  }

  private mutating func take(line: Slice<UnsafeRawBufferPointer>, onDirective: (Directive) -> Void) {
    keep(line)
    defer { partial.removeAll(keepingCapacity: true) }
    if partial.last == UInt8(ascii: "\r") { partial.removeLast() }
    if partial.first == Self.colon, let directive = Directive(line: partial) {
      onDirective(directive)
    } else if partial.contains(where: { $0 > 32 }) {
      swap(&partial, &lastLine)
    }
  }

  private mutating func keep(_ bytes: Slice<UnsafeRawBufferPointer>) {
    let first = partial.first ?? bytes.first
    // One more than the longest, so that a longer line is seen to be too long.
    let limit = first == Self.colon ? Directive.longestLine + 1 : Self.longestOrdinaryLine
    let room = limit - partial.count
    if room > 0 { partial.append(contentsOf: bytes.prefix(room)) }
  }

  private static func firstNewline(in bytes: Slice<UnsafeRawBufferPointer>) -> Int? {
    guard let start = UnsafeRawBufferPointer(rebasing: bytes).baseAddress,
      let found = memchr(start, Int32(newline), bytes.count)
    else { return nil }
    return bytes.startIndex + (UnsafeRawPointer(found) - start)
  }
}
