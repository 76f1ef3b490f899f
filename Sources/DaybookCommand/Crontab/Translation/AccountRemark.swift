/// Why an entry cannot be run as the user that cron runs it as.
enum AccountRemark {
  /// - Parameter account: nil for a name that this host does not know.
  static func refusal(of account: Account?, _ entry: CrontabEntry, worker: Account, at place: LinePlace) -> ImportRemark
  {
    guard let account else {
      let name = entry.user.map { "\"\($0)\"" } ?? "that name"
      return ImportRemark(
        .leftOut, at: place.at(nil), cron: "refuses it: there is no user \(name) here",
        daybook: "has nobody to run it as",
        remedy: "the name of a user of this host (in a user's crontab there is none: then say --user-format)")
    }
    return ImportRemark(
      .leftOut, at: place.at(nil), cron: "runs it as \(account.name)",
      daybook: "runs everything as the worker's user, and \(worker.name) cannot become \(account.name)",
      remedy: "import it as root for a worker of root, or for a worker of theirs: --user \(account.name)")
  }
}
