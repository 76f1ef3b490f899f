/// Reads one TOML string, of any of the four kinds, character by character while knowing where each is written.
///
/// It is lenient: what the grammar refuses (a wrong escape, a missing end) is read as well as can be.
struct StringLiteral {
  private(set) var cursor: SourceCursor
  /// Whether `finish` found the closing quotes.
  private(set) var isClosed = false
  private let quote: UInt8
  private let isMultiline: Bool

  /// Starts at the opening quote under `cursor`.
  init(at cursor: SourceCursor) {
    self.cursor = cursor
    quote = cursor.byte ?? .doubleQuote
    isMultiline = cursor.isAtTriple(quote)
    self.cursor.advance(by: isMultiline ? 3 : 1)
    // A line break right after the opening quotes is not part of the string.
    if isMultiline { takeLineBreak() }
  }

  /// The next character of the string, or nil before its end.
  mutating func next() -> Unicode.Scalar? {
    skipContinuations()
    guard let byte = cursor.byte, !isAtEnd else { return nil }
    if isMultiline, takeLineBreak() { return "\n" }
    if byte == .backslash, quote == .doubleQuote { return takeEscape() }
    return cursor.takeScalar()
  }

  /// Moves over what `next` has not read and the closing quotes; returns the text in between.
  mutating func finish() -> String {
    var text = String.UnicodeScalarView()
    while let scalar = next() { text.append(scalar) }
    isClosed = cursor.byte == quote
    if isClosed { cursor.advance(by: isMultiline ? 3 : 1) }
    return String(text)
  }

  /// Where the character `offset` further on is written; the closing quote when the string is shorter.
  mutating func position(after offset: Int) -> SettingsPosition {
    for _ in 0..<offset where next() == nil { break }
    skipContinuations()
    return cursor.position
  }

  /// What to say about a string whose end `finish` did not find.
  var refusal: String {
    let quotes = String(repeating: Character(Unicode.Scalar(quote)), count: 3)
    guard isMultiline else {
      return "this string does not end on its line; close it, or use \(quotes) for several lines"
    }
    return "this string never ends; close it with \(quotes)"
  }

  private var isAtEnd: Bool {
    guard isMultiline else { return cursor.byte == quote || cursor.byte.map(\.isLineBreak) ?? true }
    // Up to two quotes before the closing three belong to the string.
    return cursor.isAtTriple(quote) && cursor.byte(ahead: 3) != quote
  }

  /// A backslash at the end of a line swallows everything up to the next character that is not blank.
  private mutating func skipContinuations() {
    guard isMultiline, quote == .doubleQuote else { return }
    while cursor.byte == .backslash {
      var ahead = cursor
      ahead.advance()
      ahead.skip(while: \.isBlank)
      guard let byte = ahead.byte, byte.isLineBreak else { return }
      ahead.skip { $0.isBlank || $0.isLineBreak }
      cursor = ahead
    }
  }

  @discardableResult
  private mutating func takeLineBreak() -> Bool {
    let isPair = cursor.byte == .carriageReturn && cursor.byte(ahead: 1) == .newline
    guard isPair || cursor.byte == .newline else { return false }
    cursor.advance(by: isPair ? 2 : 1)
    return true
  }

  private mutating func takeEscape() -> Unicode.Scalar? {
    cursor.advance()
    // A string that ends in the middle of an escape has no further character.
    guard let byte = cursor.byte, !byte.isLineBreak else { return nil }
    switch byte {
    case UInt8(ascii: "u"): return takeHexadecimal(digits: 4)
    case UInt8(ascii: "U"): return takeHexadecimal(digits: 8)
    default:
      guard let written = cursor.takeScalar() else { return nil }
      return Self.escapes[written] ?? written
    }
  }

  private mutating func takeHexadecimal(digits: Int) -> Unicode.Scalar {
    cursor.advance()
    var value: UInt32 = 0
    for _ in 0..<digits {
      guard let byte = cursor.byte, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { break }
      value = value << 4 | UInt32(digit)
      cursor.advance()
    }
    return Unicode.Scalar(value) ?? "\u{FFFD}"
  }

  private static let escapes: [Unicode.Scalar: Unicode.Scalar] = [
    "b": "\u{8}", "t": "\t", "n": "\n", "f": "\u{C}", "r": "\r", "e": "\u{1B}",
  ]
}
