/// What makes a text a shell's business rather than the name of a program.
package enum ShellSyntax {
  /// Characters that a shell would act on.
  package static let characters: Set<Character> = [
    "|", "&", ";", "<", ">", "(", ")", "$", "`", "\\", "\"", "'", "*", "?", "[", "]", "#", "~", "{", "}", "!", "\n",
  ]

  /// Whether a single word looks like a line for a shell.
  package static func looksLikeShell(_ word: String) -> Bool {
    word.contains { $0.isWhitespace || characters.contains($0) }
  }

  /// The words of a line, split at blanks, with `'…'`, `"…"` and `\` as in a shell but without any expansion.
  ///
  /// Nil when the line needs a shell: operators, variables, globs, or a quote that is not closed.
  package static func words(of line: String) -> [String]? {
    var words: [String] = []
    var word: String?
    var quote: Character?
    var isEscaped = false
    for character in line {
      if isEscaped {
        word = (word ?? "") + String(character)
        isEscaped = false
      } else if let open = quote {
        if character == open {
          quote = nil
        } else if open == "\"", character == "$" || character == "`" || character == "\\" {
          return nil
        } else {
          word = (word ?? "") + String(character)
        }
      } else if character == "'" || character == "\"" {
        quote = character
        word = word ?? ""
      } else if character == "\\" {
        isEscaped = true
      } else if character.isWhitespace {
        if let finished = word { words.append(finished) }
        word = nil
      } else if characters.contains(character) {
        return nil
      } else {
        word = (word ?? "") + String(character)
      }
    }
    if quote != nil || isEscaped { return nil }
    if let word { words.append(word) }
    return words
  }
}
