import ArgumentParser

/// `daybook journal`: the files underneath.
struct JournalCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "journal",
    abstract: "Look at the journal's files, copy them, keep them small, repair them.",
    subcommands: [
      JournalInfo.self, JournalVerify.self, JournalCat.self, JournalBackupCommand.self, JournalCompact.self,
      JournalRepairCommand.self,
    ])

  init() {}
}
