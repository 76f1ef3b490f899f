/// Makes text from jobs, files and other people safe to show: data stays data.
///
/// No control byte, escape sequence, bidi override or invisible character passes; what was there either disappears
/// (escape sequences, invisible characters) or is replaced by a visible picture of it. The console's surfaces and the
/// command line's listings both go through here, and only here. Making safe text safe again changes nothing.
package enum SafeText {
  /// The most marks drawn over one character; more would pile up over the neighbouring rows.
  static let marksPerCharacter = 3
  private static let tabStop = 8

  /// One line: line breaks become `↵`, tabs become blanks up to the next eighth column.
  package static func line(_ raw: String) -> String {
    if raw.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return raw }
    return line(scalars: Array(raw.unicodeScalars))
  }

  /// One line from bytes that claim to be UTF-8; those that are not become `�`.
  package static func line(utf8 bytes: some Collection<UInt8>) -> String {
    line(String(decoding: bytes, as: UTF8.self))
  }

  private static func line(scalars: [Unicode.Scalar]) -> String {
    var safe = String.UnicodeScalarView()
    var column = 0
    // No base to draw over yet, so that a leading mark is refused.
    var marks = marksPerCharacter
    var index = 0
    while index < scalars.count {
      if let end = EscapeSequence.end(in: scalars, from: index) {
        index = end
        continue
      }
      let scalar = scalars[index]
      index += 1
      let shape = ScalarShape(scalar)
      switch shape {
      case .invisible: continue
      case .combining:
        if marks < marksPerCharacter { safe.append(scalar) }
        marks += 1
        continue
      case .tab:
        let blanks = tabStop - column % tabStop
        safe.append(contentsOf: repeatElement(" ", count: blanks))
        column += blanks
      case .lineBreak: safe.append("↵")
      case .control: safe.append(picture(of: scalar))
      case .unprintable: safe.append("\u{FFFD}")
      case .narrow, .wide: safe.append(scalar)
      }
      marks = 0
      if shape != .tab { column += shape == .wide ? 2 : 1 }
    }
    return String(safe)
  }

  /// The visible stand-in for a control: `␛` for escape, `�` for the second set, which has no pictures.
  private static func picture(of control: Unicode.Scalar) -> Unicode.Scalar {
    switch control.value {
    case 0..<0x20: Unicode.Scalar(0x2400 + control.value) ?? "\u{FFFD}"
    case 0x7F: "\u{2421}"
    default: "\u{FFFD}"
    }
  }
}
