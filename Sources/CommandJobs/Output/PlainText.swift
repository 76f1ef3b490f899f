/// Turns bytes that a program wrote into text that is safe in a terminal and in a listing.
package enum PlainText {
  /// The last thing a reader would see on the line, as text of at most `limit` characters; nil if that is nothing.
  ///
  /// Escape sequences are left out, and so are control characters and the marks that change the direction of text. A
  /// line that was rewritten with carriage returns, as progress bars do, counts as its last state.
  package static func line(_ bytes: [UInt8], limit: Int) -> String? {
    let states = bytes.split(separator: UInt8(ascii: "\r"))
    for state in states.reversed() {
      let text = clean(String(decoding: state, as: UTF8.self), limit: limit)
      if !text.isEmpty { return text }
    }
    return nil
  }

  private enum Position {
    case text
    case afterEscape
    /// Between `ESC [` and its final letter.
    case inControlSequence
    /// In a string such as a window title, which ends with BEL or `ESC \`.
    case inControlString
    case inControlStringAfterEscape
  }

  private static func clean(_ text: String, limit: Int) -> String {
    var result = String.UnicodeScalarView()
    var position = Position.text
    for scalar in text.unicodeScalars {
      let wasText = position == .text
      position = next(after: scalar, from: position)
      guard wasText, position == .text else { continue }
      if scalar == "\t" {
        result.append(" ")
      } else if isShown(scalar) {
        result.append(scalar)
      }
    }
    return cut(trimmed(String(result)), limit: limit)
  }

  private static func next(after scalar: Unicode.Scalar, from position: Position) -> Position {
    switch position {
    case .text:
      return scalar == "\u{1B}" ? .afterEscape : .text
    case .afterEscape:
      switch scalar {
      case "[": return .inControlSequence
      case "]", "P", "X", "^", "_": return .inControlString
      default: return .text
      }
    case .inControlSequence:
      return (0x40...0x7E).contains(scalar.value) ? .text : .inControlSequence
    case .inControlString:
      switch scalar {
      case "\u{07}": return .text
      case "\u{1B}": return .inControlStringAfterEscape
      default: return .inControlString
      }
    case .inControlStringAfterEscape:
      return .text
    }
  }

  private static func isShown(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned: false
    default: true
    }
  }

  private static func trimmed(_ text: String) -> String {
    guard let first = text.firstIndex(where: { $0 != " " }), let last = text.lastIndex(where: { $0 != " " }) else {
      return ""
    }
    return String(text[first...last])
  }

  private static func cut(_ text: String, limit: Int) -> String {
    text.count <= limit ? text : text.prefix(limit - 1) + "…"
  }
}
