import ArgumentParser

/// The words behind the options of `add` and `run`, which belong to the job's command.
struct CommandWords: Hashable, Sendable {
  /// Without the separating `--`.
  let words: [String]
  /// Whether `--` stood before them.
  let isSeparated: Bool

  /// Takes what the argument parser passed through.
  ///
  /// - Parameter command: whose help lists the options that a mistyped one may have meant.
  /// - Throws: `ValidationError` for an option that the command does not have, `CleanExit` for a request for help.
  init(_ captured: [String], of command: any ParsableCommand.Type) throws {
    isSeparated = captured.first == "--"
    words = isSeparated ? Array(captured.dropFirst()) : captured
    guard !isSeparated, let first = captured.first, first.hasPrefix("-"), first != "-" else { return }
    // The parser passes these through as well.
    if first == "-h" || first == "--help" { throw CleanExit.helpRequest(command) }
    throw Self.unknownOption(first, of: command)
  }

  private static func unknownOption(_ word: String, of command: any ParsableCommand.Type) -> ValidationError {
    let name = String(word.prefix { $0 != "=" })
    if let hint = OptionNames(of: command).suggestion(for: name) {
      return ValidationError("Unknown option '\(name)'. Did you mean '\(hint)'?")
    }
    return ValidationError("Unknown option '\(name)'; to run a command of that name, write -- before it")
  }
}
