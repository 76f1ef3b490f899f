import ArgumentParser

/// `daybook journal`: the files underneath.
struct JournalCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "journal",
    abstract: "Look at the journal's files; nothing is changed, and no lock is taken.",
    subcommands: [JournalInfo.self, JournalVerify.self, JournalCat.self])

  init() {}
}
