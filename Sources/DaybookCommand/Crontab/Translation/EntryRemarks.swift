/// What is different about an entry that was taken, its times aside.
struct EntryRemarks {
  let entry: CrontabEntry
  let command: CommandInput
  /// Where cron starts the command.
  let home: String
  let host: CrontabHost
  let place: LinePlace

  /// Debian's cron refuses longer commands.
  private static let longestCommand = 998

  var all: [ImportRemark] { [quiet, mail, backslashes, length, lineEnd, directory].compactMap { $0 } }

  private var quiet: ImportRemark? {
    guard entry.isQuiet else { return nil }
    return ImportRemark(
      .differs, at: place.at(0), cron: "takes the leading - as \"do not log this\" (cronie; Debian's refuses the line)",
      daybook: "records every run")
  }

  private var mail: ImportRemark? {
    guard entry.mailsFailuresOnly else { return nil }
    return ImportRemark(
      .differs, at: place.at(entry.commandColumn),
      cron: "takes -n as \"mail only when it fails\" (cronie; Debian's runs a command of that name)",
      daybook: "leaves -n out, sends no mail and shows what failed")
  }

  private var backslashes: ImportRemark? {
    guard command.halvesBackslashes else { return nil }
    return ImportRemark(
      .differs, at: place.at(entry.commandColumn),
      cron: "passes \\\\ on as one backslash (Debian's; cronie passes both)", daybook: "does as Debian's",
      remedy: "if cronie ran this file, both backslashes in the jobs file")
  }

  private var length: ImportRemark? {
    guard entry.command.utf8.count > Self.longestCommand else { return nil }
    return ImportRemark(
      .differs, at: place.at(nil),
      cron: "refuses commands of more than \(Self.longestCommand) bytes, and Debian's then ignores the whole file",
      daybook: "runs it")
  }

  private var lineEnd: ImportRemark? {
    guard entry.command.unicodeScalars.last == "\r" else { return nil }
    return ImportRemark(
      .note, at: place.at(nil), cron: "passes the carriage return at the end of the line on to the shell",
      daybook: "does so as well", remedy: "the crontab with Unix line ends")
  }

  private var directory: ImportRemark? {
    guard !host.isDirectory(home) else { return nil }
    return ImportRemark(
      .differs, at: place.at(nil), cron: "stays in /var/spool/cron, because there is no directory \(home)",
      daybook: "runs it in /", remedy: "cwd = \"…\" in the job")
  }
}
