import Spelling

/// Puts the values of parameters into the words of a command.
///
/// `{name}` stands for the value of a parameter, `{{` and `}}` for a brace. A value never makes a second word and is
/// never looked at by a shell: `{path}` with "a b; rm c" is one argument.
package struct CommandLineParameters: Sendable {
  /// The values by name.
  package var values: [String: String]

  package init(_ values: [String: String]) {
    self.values = values
  }

  /// The words with every parameter replaced.
  package func substitute(in words: [String]) throws(CommandError) -> [String] {
    var result: [String] = []
    for (index, word) in words.enumerated() {
      result.append(try substitute(in: word, number: index + 1))
    }
    return result
  }

  /// The names that the words use, in order and each once; checks the braces.
  package static func names(in words: [String]) throws(CommandError) -> [String] {
    var names: [String] = []
    for (index, word) in words.enumerated() {
      for case .parameter(let name) in try pieces(of: word, number: index + 1) where !names.contains(name) {
        names.append(name)
      }
    }
    return names
  }

  private enum Piece {
    case text(String)
    case parameter(String)
  }

  private func substitute(in word: String, number: Int) throws(CommandError) -> String {
    var result = ""
    for piece in try Self.pieces(of: word, number: number) {
      switch piece {
      case .text(let text): result += text
      case .parameter(let name): result += try value(of: name, number: number)
      }
    }
    return result
  }

  private func value(of name: String, number: Int) throws(CommandError) -> String {
    if let value = values[name] { return value }
    let hint =
      switch Suggestion.nearest(to: name, in: values.keys.sorted()) {
      case let nearest?: "did you mean {\(nearest)}?"
      case nil where values.isEmpty: "this job has no parameters; write {{\(name)}} for the braces themselves"
      case nil: "there are \(values.keys.sorted().map { "{\($0)}" }.joined(separator: ", "))"
      }
    throw CommandError(.parameter, "word \(number) of the command names an unknown parameter {\(name)}: \(hint)")
  }

  private static func pieces(of word: String, number: Int) throws(CommandError) -> [Piece] {
    var pieces: [Piece] = []
    var text = ""
    var rest = word[...]
    while let character = rest.popFirst() {
      guard character == "{" || character == "}" else {
        text.append(character)
        continue
      }
      if rest.first == character {
        rest.removeFirst()
        text.append(character)
      } else if character == "{", let end = rest.firstIndex(of: "}"), isName(rest[..<end]) {
        if !text.isEmpty { pieces.append(.text(text)) }
        pieces.append(.parameter(String(rest[..<end])))
        text = ""
        rest = rest[rest.index(after: end)...]
      } else {
        throw CommandError(
          .parameter,
          "word \(number) of the command, \"\(word)\", has a lone \(character): "
            + "write {name} for a parameter, {{ or }} for a brace"
        )
      }
    }
    if !text.isEmpty { pieces.append(.text(text)) }
    return pieces
  }

  private static func isName(_ text: Substring) -> Bool {
    guard let first = text.utf8.first, isLetter(first) else { return false }
    return text.utf8.allSatisfy { isLetter($0) || (48...57).contains($0) || $0 == UInt8(ascii: "-") }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (65...90).contains(byte) || (97...122).contains(byte) || byte == UInt8(ascii: "_")
  }
}
