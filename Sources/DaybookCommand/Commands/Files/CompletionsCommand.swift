import ArgumentParser

/// `daybook completions`: a completion script for a shell.
struct CompletionsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "completions",
    abstract: "Print a completion script for bash, zsh or fish.",
    discussion: """
      Examples:
        daybook completions bash > ~/.local/share/bash-completion/completions/daybook
        daybook completions zsh > "${fpath[1]}/_daybook"
        daybook completions fish > ~/.config/fish/completions/daybook.fish
      """)

  /// The shells there are scripts for.
  enum Shell: String, CaseIterable, Sendable, ExpressibleByArgument {
    case bash, zsh, fish
  }

  @OptionGroup(title: "Global Options") var global: GlobalOptions

  @Argument(help: ArgumentHelp("bash, zsh or fish.", valueName: "shell"))
  var shell: Shell

  init() {}

  mutating func run() throws {
    let generator: CompletionShell =
      switch shell {
      case .bash: .bash
      case .zsh: .zsh
      case .fish: .fish
      }
    try Printer(global).line(RootCommand.completionScript(for: generator))
  }
}
