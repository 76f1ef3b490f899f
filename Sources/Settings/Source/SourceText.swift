/// The text of a settings file, known to be UTF-8, of bearable size and without U+0000.
///
/// The grammar's C++ side takes text up to its first zero byte, so one that slipped through would silently hide
/// everything after it.
struct SourceText: Sendable {
  let file: String
  /// UTF-8, without byte-order marks.
  let bytes: [UInt8]

  /// Throws `SettingsError` with code `unreadable`.
  init(_ input: [UInt8], file: String) throws(SettingsError) {
    func refuse(_ message: String, at position: SettingsPosition = .start) -> SettingsError {
      SettingsError(.unreadable, file: file, at: position, message)
    }
    guard input.count <= SettingsDocument.sizeLimit else {
      let limit = SettingsDocument.sizeLimit >> 20
      throw refuse("the file has \(input.count) bytes; settings are read up to \(limit) MiB, so split it or shorten it")
    }
    if input.starts(with: [0xFF, 0xFE]) || input.starts(with: [0xFE, 0xFF]) {
      throw refuse("the file is UTF-16; save it as UTF-8")
    }
    let body = Self.withoutMarks(input)
    if let position = Self.firstInvalidPosition(in: body) {
      throw refuse("these bytes are not UTF-8; save the file as UTF-8", at: position)
    }
    if let zero = body.firstIndex(of: 0) {
      throw refuse(
        "the character U+0000 cannot be in a settings file; delete it", at: Self.position(of: zero, in: body))
    }
    self.file = file
    bytes = body
  }

  /// What is written between two byte offsets.
  func text(in span: Range<Int>) -> String {
    String(decoding: bytes[span], as: UTF8.self)
  }

  /// Drops every leading byte-order mark; the parser would skip a second one that our scan does not expect.
  private static func withoutMarks(_ input: [UInt8]) -> [UInt8] {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    var rest = input[...]
    while rest.starts(with: mark) { rest = rest.dropFirst(mark.count) }
    return Array(rest)
  }

  private static func position(of offset: Int, in bytes: [UInt8]) -> SettingsPosition {
    var cursor = SourceCursor(bytes)
    while cursor.offset < offset { cursor.advance() }
    return cursor.position
  }

  private static func firstInvalidPosition(in bytes: [UInt8]) -> SettingsPosition? {
    if String(validating: bytes, as: UTF8.self) != nil { return nil }
    var parser = Unicode.UTF8.ForwardParser()
    var input = bytes.makeIterator()
    var offset = 0
    while case .valid(let encoded) = parser.parseScalar(from: &input) { offset += encoded.count }
    return position(of: offset, in: bytes)
  }
}
