import ArgumentParser

/// `daybook import`: takes over what other schedulers run.
struct ImportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "import",
    abstract: "Take over what another scheduler runs.",
    subcommands: [ImportCrontab.self])

  init() {}
}
