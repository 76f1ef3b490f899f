import Daybook
package import Settings

/// A jobs file with what was imported at its end; what was there stays as it is, byte for byte.
package struct JobsFileAddition: Sendable {
  /// The whole text of the file.
  package let bytes: [UInt8]
  /// What an import adds to it; empty when there is nothing to add.
  package let addition: String
  /// What was added, with the names it got.
  package let added: [ImportedJob]
  /// What was there already, under the names it has there.
  package let present: [ImportedJob]

  /// Adds an import to a file.
  ///
  /// - Parameters:
  ///   - existing: the file's bytes; nil when there is none yet.
  ///   - crontabs: where the import comes from, for the heading.
  ///   - place: the file and the zone that cron runs in.
  /// - Throws: `SettingsError` for an existing file that is wrong, or cannot be added to.
  package init(
    _ imported: CrontabImport, to existing: [UInt8]?, from crontabs: [String], in place: Place
  ) throws(SettingsError) {
    var found = ExistingJobs(hostZone: place.hostZone)
    if let existing {
      try place.check(existing)
      found = try ExistingJobs(existing, file: place.file, hostZone: place.hostZone)
    }
    var sorting = Sorting(existing: found)
    for item in imported.items { sorting.add(item) }
    added = sorting.added
    present = sorting.present
    if sorting.items.isEmpty || added.isEmpty && existing != nil {
      // Comments alone are not worth a second copy.
      addition = ""
    } else {
      let zone = found.timeZone.flatMap { $0 == place.hostZone ? nil : place.hostZone }
      addition = Self.heading(crontabs) + "\n" + ImportedText(zone: zone).text(sorting.items)
    }
    bytes = Self.joined(existing ?? [], addition)
    try place.check(bytes)
  }

  private static func heading(_ crontabs: [String]) -> String {
    TOMLText.comment("Imported by daybook import crontab \(crontabs.joined(separator: " "))") + "\n"
  }

  private static func joined(_ existing: [UInt8], _ addition: String) -> [UInt8] {
    guard let last = existing.last, !addition.isEmpty else { return existing + Array(addition.utf8) }
    return existing + Array(((last == UInt8(ascii: "\n") ? "" : "\n") + "\n" + addition).utf8)
  }
}

extension JobsFileAddition {
  /// The file that is added to.
  package struct Place: Sendable {
    /// Its name in messages.
    package let file: String
    /// Its absolute path.
    package let source: String
    package let owner: String
    /// The zone of schedules that name none.
    package let hostZone: String

    package init(file: String, source: String, owner: String, hostZone: String) {
      self.file = file
      self.source = source
      self.owner = owner
      self.hostZone = hostZone
    }

    func check(_ bytes: [UInt8]) throws(SettingsError) {
      _ = try JobsFile(
        bytes: bytes, file: file, source: source, owner: owner, hostZone: hostZone, now: Timestamp(milliseconds: 0))
    }
  }

  /// Parts what is new from what the file has, and names it.
  private struct Sorting {
    let existing: ExistingJobs
    private(set) var items: [CrontabImport.Item] = []
    private(set) var added: [ImportedJob] = []
    private(set) var present: [ImportedJob] = []
    private var names: NameChoice

    init(existing: ExistingJobs) {
      self.existing = existing
      names = NameChoice(taken: existing.names)
    }

    mutating func add(_ item: CrontabImport.Item) {
      guard case .job(var job) = item else { return items.append(item) }
      if let name = existing.schedule(like: job) {
        job.name = name
        present.append(job)
      } else {
        job.name = names.unique(job.name)
        added.append(job)
        items.append(.job(job))
      }
    }
  }
}
