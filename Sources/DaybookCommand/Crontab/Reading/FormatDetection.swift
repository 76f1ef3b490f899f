/// Which of the two kinds a crontab is, whose it is, and how that was found.
package struct FormatDetection: Hashable, Sendable {
  package let format: CrontabFormat
  /// Whose crontab it is when its path says so.
  package let owner: String?
  /// Half a sentence for the report; nil when it is no guess.
  package let reason: String?

  package init(format: CrontabFormat, owner: String? = nil, reason: String? = nil) {
    self.format = format
    self.owner = owner
    self.reason = reason
  }

  private static let systemFile = "/etc/crontab"
  private static let systemDirectory = "/etc/cron.d"
  private static let spools = ["/var/spool/cron/crontabs", "/var/spool/cron/tabs", "/var/spool/cron"]

  /// Judges by the path, else by what stands where a system crontab has its users.
  ///
  /// - Parameter forced: what the person said, which settles it.
  package init(_ source: CrontabSource, forced: CrontabFormat?, accounts: AccountDirectory) {
    let directory = source.path.map(PathText.directory(of:))
    let owner = directory.flatMap { Self.spools.contains($0) ? PathText.baseName(of: source.path ?? "") : nil }
    if let forced {
      self.init(format: forced, owner: forced == .user ? owner : nil)
    } else if source.path == Self.systemFile || directory == Self.systemDirectory {
      self.init(format: .system)
    } else if let owner {
      self.init(format: .user, owner: owner)
    } else {
      self.init(contentOf: source, accounts: accounts)
    }
  }

  /// A system crontab names a user in every entry; a command that is called like a user of the host is most unlikely.
  private init(contentOf source: CrontabSource, accounts: AccountDirectory) {
    var entries = 0
    var named = 0
    for case .entry(let entry) in CrontabParser.lines(source.bytes, format: .system).map(\.content) {
      entries += 1
      if let user = entry.user, accounts.account(named: user) != nil { named += 1 }
    }
    if entries > 0, named == entries {
      self.init(format: .system, reason: "because every entry has a user of this host before the command")
    } else if named > 0 {
      self.init(
        format: .user,
        reason: "though \(named) of \(entries) entries have a user of this host before the command; else say --system")
    } else {
      self.init(format: .user, reason: "because no entry has a user of this host before the command")
    }
  }
}
