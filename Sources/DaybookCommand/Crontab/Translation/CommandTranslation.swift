/// The words that run an entry's command as cron would: by its shell, with its input, as its user.
struct CommandTranslation {
  let words: [String]
  /// Whether `words` is one text for `/bin/sh -c`.
  let usesShell: Bool

  private static let standardShell = "/bin/sh"

  /// - Parameter account: to become first, which only root can; nil runs it as the worker's user.
  init(_ entry: CommandInput, shell: String, becoming account: Account?) {
    let direct = account == nil && shell == Self.standardShell
    if direct {
      words = [Self.redirection(entry.input) + entry.command]
    } else {
      words = (Self.prefix(account) + Self.words(entry, shell: shell)).map(Self.escapingBraces)
    }
    usesShell = direct
  }

  private static func words(_ entry: CommandInput, shell: String) -> [String] {
    if shell == standardShell { return [shell, "-c", redirection(entry.input) + entry.command] }
    guard entry.input != nil else { return [shell, "-c", entry.command] }
    // Not every program that is named as SHELL knows here-documents.
    return [standardShell, "-c", redirection(entry.input) + "exec \"$0\" -c \"$1\"", shell, entry.command]
  }

  /// A line of shell that makes a text the standard input of everything after it.
  private static func redirection(_ input: String?) -> String {
    guard let input else { return "" }
    let lines = Set(input.split(separator: "\n", omittingEmptySubsequences: false))
    var end = "INPUT"
    while lines.contains(end[...]) { end += "_" }
    return "exec <<'\(end)'\n\(input)\(end)\n"
  }

  private static func prefix(_ account: Account?) -> [String] {
    guard let account else { return [] }
    return [
      "/usr/bin/setpriv", "--reuid=\(account.name)", "--regid=\(account.groupID)", "--init-groups", "--",
    ]
  }

  /// In the words of a command a brace begins a parameter.
  private static func escapingBraces(_ word: String) -> String {
    word.replacing("{", with: "{{").replacing("}", with: "}}")
  }
}
