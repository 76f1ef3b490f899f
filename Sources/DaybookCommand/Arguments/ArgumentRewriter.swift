import Settings
import Spelling

/// Puts global options where the argument parser wants them: after the words that name the command.
///
/// The parser hands options before a subcommand to the default command, and what follows a passthrough command's first
/// word is that command's own; so globals move to just behind the last command word. It also says which command was
/// probably meant, which the parser cannot when there is a default one.
package struct ArgumentRewriter: Sendable {
  /// A command line ready for the parser.
  package struct Line: Hashable, Sendable {
    /// All words, in the parser's order.
    package let words: [String]
    /// Those that name the command; empty for the default one.
    package let path: [String]
  }

  private static let helpWords: Set<String> = ["-h", "--help", "--version"]

  private let root: CommandTree

  package init(root: CommandTree) { self.root = root }

  /// The command line in the parser's order.
  ///
  /// - Throws: `CommandWordError` for a word that names no command.
  package func rewrite(_ words: [String]) throws(CommandWordError) -> Line {
    var rest = words[...]
    var globals: [String] = []
    var path: [String] = []
    var command = root
    repeat {
      globals += Self.takeGlobals(from: &rest)
      guard let word = rest.first else { break }
      if Self.helpWords.contains(word) || (path.isEmpty && word == "help") {
        return Line(words: path + rest, path: path)
      }
      if word.hasPrefix("-") { break }
      guard let child = command.child(named: word) else { throw unknown(word, below: command, path: path) }
      rest.removeFirst()
      path.append(word)
      command = child
    } while !command.children.isEmpty
    if !path.isEmpty, !command.children.isEmpty { throw incomplete(command, path: path) }
    return Line(words: path + globals + rest, path: path)
  }

  /// Removes the global options and their values from the front of `words`.
  private static func takeGlobals(from words: inout ArraySlice<String>) -> [String] {
    var taken: [String] = []
    while let word = words.first {
      let name = word.prefix { $0 != "=" }
      guard let takesValue = GlobalOptions.names[String(name)] else { break }
      let count = takesValue && name.count == word.count ? 2 : 1
      taken += words.prefix(count)
      words = words.dropFirst(count)
    }
    return taken
  }

  private func unknown(_ word: String, below command: CommandTree, path: [String]) -> CommandWordError {
    let spoken = (["daybook"] + path).joined(separator: " ")
    let names = command.children.map(\.name)
    let message: String
    if path.isEmpty, let later = LaterFeature.command(word) {
      message = later
    } else if path.isEmpty, word.contains(where: { $0 == " " || $0 == "/" }) {
      message = "'\(word)' is no command of daybook; to run it as a job, write: daybook add -- \(word)"
    } else if let near = Suggestion.nearest(to: word, in: names) {
      message = "unknown command '\(word)'; did you mean '\(spoken) \(near)'?"
    } else if path.isEmpty {
      message = "unknown command '\(word)'"
    } else {
      message = "unknown command '\(word)'; \(spoken) knows \(names.joined(separator: ", "))"
    }
    return CommandWordError(message: message, path: path)
  }

  private func incomplete(_ command: CommandTree, path: [String]) -> CommandWordError {
    let names = command.children.map(\.name).joined(separator: ", ")
    return CommandWordError(message: "'\(path.joined(separator: " "))' needs one of: \(names)", path: path)
  }
}
