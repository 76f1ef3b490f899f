/// A reading position in UTF-8 text that keeps line and column as it goes, so that no position is ever searched for.
struct SourceCursor {
  private let bytes: [UInt8]
  private(set) var offset: Int
  private(set) var position: SettingsPosition

  /// A cursor at `offset`, which is the place that line and column call `position`.
  init(_ bytes: [UInt8], offset: Int = 0, position: SettingsPosition = .start) {
    self.bytes = bytes
    self.offset = offset
    self.position = position
  }

  /// The byte under the cursor, or nil at the end.
  var byte: UInt8? { byte(ahead: 0) }

  /// The byte `count` further on, or nil beyond the end.
  func byte(ahead count: Int) -> UInt8? {
    offset + count < bytes.count ? bytes[offset + count] : nil
  }

  /// Whether the next bytes are three of `quote`.
  func isAtTriple(_ quote: UInt8) -> Bool {
    byte == quote && byte(ahead: 1) == quote && byte(ahead: 2) == quote
  }

  /// Moves on by `count` bytes, or to the end.
  mutating func advance(by count: Int = 1) {
    for _ in 0..<count {
      guard let byte else { return }
      offset += 1
      if byte == .newline {
        position = SettingsPosition(line: position.line + 1, column: 1)
      } else {
        position = position.advanced(by: 1)
      }
    }
    // The bytes that end a multi-byte character belong to the column already counted.
    while let byte, byte.isUTF8Continuation { offset += 1 }
  }

  /// Moves on while `condition` holds.
  mutating func skip(while condition: (UInt8) -> Bool) {
    while let byte, condition(byte) { advance() }
  }

  /// Takes the character under the cursor, or nil at the end.
  mutating func takeScalar() -> Unicode.Scalar? {
    guard let lead = byte else { return nil }
    let start = offset
    advance()
    if lead < 0x80 { return Unicode.Scalar(lead) }
    return String(decoding: bytes[start..<offset], as: UTF8.self).unicodeScalars.first
  }
}
