/// A text to find, with `*` for any run of characters; compares bytes and ignores the case of ASCII letters.
struct TextPattern: Hashable, Sendable {
  /// As it was written.
  let source: String
  /// The lower-case pieces between the stars; one piece when there is none.
  private let pieces: [[UInt8]]

  /// A pattern; `*` is an ordinary character unless `allowsStars`.
  init(_ source: String, allowsStars: Bool) {
    self.source = source
    let bytes = source.utf8.map(\.asciiLowercased)
    pieces =
      allowsStars
      ? bytes.split(separator: UInt8(ascii: "*"), omittingEmptySubsequences: false).map(Array.init)
      : [bytes]
  }

  /// The text itself when it has no stars.
  var literal: String? { pieces.count == 1 ? source : nil }

  /// Whether the pattern covers all of `text`.
  ///
  /// Each piece is taken as early as possible, which is enough because stars match anything in between.
  func matchesWhole(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    guard let first = pieces.first, let last = pieces.last else { return false }
    if pieces.count == 1 { return bytes.count == first.count && Self.starts(first, in: bytes, at: 0) }
    guard bytes.count >= first.count + last.count, Self.starts(first, in: bytes, at: 0),
      Self.starts(last, in: bytes, at: bytes.count - last.count)
    else { return false }
    var position = first.count
    for piece in pieces.dropFirst().dropLast() {
      guard let found = Self.find(piece, in: bytes, from: position) else { return false }
      position = found + piece.count
    }
    return position <= bytes.count - last.count
  }

  /// Whether the pattern, taken without stars, occurs anywhere in `text`.
  func occurs(in text: String) -> Bool {
    guard let needle = pieces.first else { return false }
    return Self.find(needle, in: Array(text.utf8), from: 0) != nil
  }

  private static func find(_ needle: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
    guard bytes.count >= start + needle.count else { return nil }
    guard let head = needle.first else { return start }
    // Most places differ in the first byte already.
    return (start...bytes.count - needle.count).first {
      bytes[$0].asciiLowercased == head && starts(needle, in: bytes, at: $0)
    }
  }

  private static func starts(_ needle: [UInt8], in bytes: [UInt8], at position: Int) -> Bool {
    guard position >= 0, position + needle.count <= bytes.count else { return false }
    return needle.indices.allSatisfy { needle[$0] == bytes[position + $0].asciiLowercased }
  }
}

extension UInt8 {
  /// The byte, an ASCII capital made small.
  fileprivate var asciiLowercased: UInt8 {
    self >= UInt8(ascii: "A") && self <= UInt8(ascii: "Z") ? self | 0x20 : self
  }
}
