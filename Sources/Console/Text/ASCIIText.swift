/// Text for terminals and locales that have nothing but ASCII.
enum ASCIIText {
  private static let replacements: [Unicode.Scalar: String] = [
    "→": ">", "←": "<", "↑": "^", "↓": "v", "▸": ">", "·": "|", "…": "~", "–": "-", "—": "-", "↵": "$",
    "\u{FFFD}": "?",
  ]

  /// The same text, as wide as before, with a question mark for each cell of a character that ASCII does not have.
  static func line(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 < 0x7F }) { return text }
    return SafeText.line(text).unicodeScalars.map { scalar in
      if scalar.value < 0x7F { return String(scalar) }
      return replacements[scalar] ?? String(repeating: "?", count: scalar.displayWidth)
    }.joined()
  }
}
