/// Finds the place of every key and value in one pass over the text.
///
/// It knows only what gives TOML its shape: comments, the four kinds of strings, headers, keys, brackets. Where the text
/// departs from that it stops and leaves the judgement to the grammar, which fails there at the latest. What the grammar's
/// C++ side would not survive it refuses itself: nesting that could exhaust the stack, U+0000 in a string, which would be
/// cut off there, and values and headers that start with something the parser asserts away.
struct LayoutScanner {
  private let source: SourceText
  private var cursor: SourceCursor
  private var layout = Layout()

  /// The layout of a text, up to where it stops being TOML; throws `SettingsError` with code `unreadable` or `syntax`.
  static func layout(of source: SourceText) throws(SettingsError) -> Layout {
    var scanner = LayoutScanner(source)
    do {
      try scanner.scan()
    } catch {
      if case .refused(let code, let position, let message) = error {
        throw SettingsError(code, file: source.file, at: position, message)
      }
    }
    return scanner.layout
  }

  private init(_ source: SourceText) {
    self.source = source
    cursor = SourceCursor(source.bytes)
  }

  private mutating func scan() throws(LayoutStop) {
    var table = Layout.root
    while let byte = nextSignificantByte() {
      if byte == .openBracket {
        table = try scanHeader()
      } else {
        try scanAssignment(in: table)
      }
      cursor.skip(while: \.isBlank)
      if let byte = cursor.byte, !byte.isLineBreak, byte != .hash { throw .malformed }
    }
  }

  private mutating func scanHeader() throws(LayoutStop) -> Int {
    cursor.advance()
    let isElement = cursor.byte == .openBracket
    if isElement { cursor.advance() }
    cursor.skip(while: \.isBlank)
    if let byte = cursor.byte, !byte.isBareKeyByte, !byte.isQuote {
      throw .syntax(at: cursor.position, "a table header needs a name, as in [jobs] or [jobs.\"a b\"]")
    }
    let path = try scanPath()
    for _ in 0..<(isElement ? 2 : 1) { try take(.closeBracket) }
    return try layout.open(path, isElement: isElement)
  }

  /// Reads `a.b = value`.
  private mutating func scanAssignment(in table: Int) throws(LayoutStop) {
    let path = try scanPath()
    try take(.equals)
    let node = try layout.assign(path, in: table)
    cursor.skip(while: \.isBlank)
    try scanValue(of: node)
  }

  /// Reads a key and the blanks after it.
  private mutating func scanPath() throws(LayoutStop) -> [Layout.Key] {
    var path: [Layout.Key] = []
    while true {
      cursor.skip(while: \.isBlank)
      path.append(try scanKey())
      // Checked here as well, so that an endless dotted key is refused before it is collected.
      guard path.count <= Layout.depthLimit else { throw .tooDeep(at: path[0].position) }
      cursor.skip(while: \.isBlank)
      guard cursor.byte == .dot else { return path }
      cursor.advance()
    }
  }

  private mutating func scanKey() throws(LayoutStop) -> Layout.Key {
    let position = cursor.position
    if let byte = cursor.byte, byte.isQuote {
      return Layout.Key(name: try scanString(), position: position)
    }
    let start = cursor.offset
    cursor.skip(while: \.isBareKeyByte)
    guard cursor.offset > start else { throw .malformed }
    return Layout.Key(name: source.text(in: start..<cursor.offset), position: position)
  }

  private mutating func scanValue(of node: Int) throws(LayoutStop) {
    let (start, position) = (cursor.offset, cursor.position)
    var end: Int?
    switch cursor.byte {
    case .doubleQuote, .singleQuote: _ = try scanString()
    case .openBracket: try scanArray(node)
    case .openBrace: try scanInlineTable(node)
    default: end = try scanBareValue()
    }
    layout.place(node, at: position, span: start..<(end ?? cursor.offset))
  }

  private mutating func scanArray(_ array: Int) throws(LayoutStop) {
    cursor.advance()
    while let byte = nextSignificantByte(), byte != .closeBracket {
      guard byte != .comma else { throw .malformed }
      try scanValue(of: layout.appendElement(to: array, at: cursor.position))
      guard nextSignificantByte() == .comma else { break }
      cursor.advance()
    }
    try take(.closeBracket)
  }

  private mutating func scanInlineTable(_ table: Int) throws(LayoutStop) {
    cursor.advance()
    cursor.skip(while: \.isBlank)
    while let byte = cursor.byte, byte != .closeBrace {
      try scanAssignment(in: table)
      cursor.skip(while: \.isBlank)
      guard cursor.byte == .comma else { break }
      cursor.advance()
      cursor.skip(while: \.isBlank)
    }
    try take(.closeBrace)
  }

  /// Skips a number, boolean or date, and returns the offset after its last character.
  private mutating func scanBareValue() throws(LayoutStop) -> Int {
    let (start, position) = (cursor.offset, cursor.position)
    var end = start
    while let byte = cursor.byte, !byte.endsBareValue {
      cursor.advance()
      if !byte.isBlank { end = cursor.offset }
    }
    let value = BareValue(source.bytes[start..<end])
    guard value.hasOutline else { throw .syntax(at: position, value.refusal) }
    return end
  }

  private mutating func scanString() throws(LayoutStop) -> String {
    let position = cursor.position
    var literal = StringLiteral(at: cursor)
    let text = literal.finish()
    guard literal.isClosed else { throw .syntax(at: position, literal.refusal) }
    cursor = literal.cursor
    guard !text.utf8.contains(0) else { throw .zeroCharacter(at: position) }
    return text
  }

  /// Skips blanks, line breaks and comments.
  private mutating func nextSignificantByte() -> UInt8? {
    while true {
      cursor.skip { $0.isBlank || $0.isLineBreak }
      guard cursor.byte == .hash else { return cursor.byte }
      cursor.skip { $0 != .newline }
    }
  }

  private mutating func take(_ byte: UInt8) throws(LayoutStop) {
    guard cursor.byte == byte else { throw .malformed }
    cursor.advance()
  }
}
