import ArgumentParser
import Settings
import Spelling

/// The long options of a command, read from its help.
struct OptionNames: Sendable {
  /// With their dashes, in the order of the help.
  let names: [String]

  /// The options that a command's help lists, hidden ones included.
  init(of command: any ParsableCommand.Type) {
    let help = command.helpMessage(includeHidden: true, columns: 200)
    names = help.split(separator: "\n").flatMap { line in
      // An option's line starts with it; everything else is prose.
      line.drop { $0 == " " }.hasPrefix("-") ? Self.options(in: line) : []
    }
  }

  /// The option that was probably meant.
  func suggestion(for name: String) -> String? { Suggestion.nearest(to: name, in: names) }

  private static func options(in line: Substring) -> [String] {
    line.split { $0 == " " || $0 == "/" || $0 == "," }.prefix { $0.hasPrefix("-") || $0.hasPrefix("<") }
      .filter { $0.hasPrefix("--") }.map(String.init)
  }
}
