/// Finds complete terminal escape sequences (ECMA-48), so that they can be left out.
///
/// An incomplete one is not a sequence: only its escape character is then replaced and the rest stays readable, so that
/// a stray escape cannot swallow the text after it.
enum EscapeSequence {
  /// The longest run of bytes looked at for the end of a sequence.
  private static let longest = 4096

  /// The index after the sequence that starts at `start`; nil when none does.
  static func end(in scalars: [Unicode.Scalar], from start: Int) -> Int? {
    switch scalars[start] {
    case "\u{1B}":
      guard start + 1 < scalars.count else { return nil }
      return end(afterEscape: scalars[start + 1], in: scalars, from: start + 2)
    case "\u{9B}": return endOfControl(in: scalars, from: start + 1)
    case "\u{90}", "\u{98}", "\u{9D}", "\u{9E}", "\u{9F}": return endOfString(in: scalars, from: start + 1)
    default: return nil
    }
  }

  private static func end(afterEscape introducer: Unicode.Scalar, in scalars: [Unicode.Scalar], from start: Int) -> Int?
  {
    switch introducer {
    case "[": endOfControl(in: scalars, from: start)
    case "]", "P", "X", "^", "_": endOfString(in: scalars, from: start)
    case " "..."/": endOfShort(in: scalars, from: start)
    case "0"..."~": start
    default: nil
    }
  }

  /// Parameters, intermediates and one final byte.
  private static func endOfControl(in scalars: [Unicode.Scalar], from start: Int) -> Int? {
    for index in start..<min(scalars.count, start + longest) {
      switch scalars[index] {
      case "@"..."~": return index + 1
      case " "..."?": continue
      default: return nil
      }
    }
    return nil
  }

  /// Anything up to the bell or the string terminator.
  private static func endOfString(in scalars: [Unicode.Scalar], from start: Int) -> Int? {
    for index in start..<min(scalars.count, start + longest) {
      switch scalars[index] {
      case "\u{7}", "\u{9C}": return index + 1
      case "\u{1B}":
        let isTerminated = index + 1 < scalars.count && scalars[index + 1] == "\\"
        return isTerminated ? index + 2 : nil
      default: continue
      }
    }
    return nil
  }

  /// Intermediates and one final byte, such as the choice of a character set.
  private static func endOfShort(in scalars: [Unicode.Scalar], from start: Int) -> Int? {
    for index in start..<min(scalars.count, start + longest) {
      switch scalars[index] {
      case "0"..."~": return index + 1
      case " "..."/": continue
      default: return nil
      }
    }
    return nil
  }
}
