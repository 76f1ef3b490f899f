/// The words of a shell's text, roughly: enough to find out what it is about.
enum ShellWords {
  /// The simple commands, each as its words without quotes; redirections are left out.
  static func commands(in text: String) -> [[String]] {
    var scanner = Scanner()
    for character in text { scanner.take(character) }
    scanner.endCommand()
    return scanner.commands
  }

  private struct Scanner {
    private(set) var commands: [[String]] = []
    private var words: [String] = []
    private var word: String?
    private var quote: Character?
    private var isEscaped = false
    /// How many parentheses of `$(…)` are open: what is in there is part of a word.
    private var depth = 0

    mutating func take(_ character: Character) {
      if isEscaped {
        append(character)
        isEscaped = false
      } else if character == "\\", quote != "'" {
        isEscaped = true
        word = word ?? ""
      } else if let open = quote {
        if character == open { quote = nil } else { append(character) }
      } else if character == "'" || character == "\"" {
        quote = character
        word = word ?? ""
      } else if depth > 0 || character == "(" && word?.last == "$" {
        if character == "(" { depth += 1 }
        if character == ")" { depth -= 1 }
        append(character)
      } else if ";&|\n()".contains(character) {
        endCommand()
      } else if character == " " || character == "\t" {
        endWord()
      } else {
        append(character)
      }
    }

    mutating func endCommand() {
      endWord()
      if !words.isEmpty { commands.append(words) }
      words = []
    }

    private mutating func append(_ character: Character) { word = (word ?? "") + String(character) }

    private mutating func endWord() {
      if let word, !word.isEmpty, !word.contains(where: { $0 == "<" || $0 == ">" }) { words.append(word) }
      word = nil
    }
  }
}
