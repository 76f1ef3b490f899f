/// A directory of zone files.
package struct ZoneDatabase: Sendable {
  /// Where the files are, without a final slash.
  package let directory: String

  private static let systemDirectory = "/usr/share/zoneinfo"
  /// The names under which UTC is known when there are no files.
  private static let utcNames: Set<String> = ["UTC", "Etc/UTC"]
  /// Copies of the database in other clocks, which are no zones of their own.
  private static let copies: Set<String> = ["posix", "right"]

  private let files: ZoneFiles

  /// A database in a directory, reached through some files.
  package init(directory: String, files: ZoneFiles = .host) {
    self.directory = directory
    self.files = files
  }

  /// The host's database: `$TZDIR` if set and not empty, else `/usr/share/zoneinfo`.
  package static func system(
    environment: (_ name: String) -> String? = HostTimeZone.environmentValue, files: ZoneFiles = .host
  ) -> ZoneDatabase {
    guard let directory = environment("TZDIR"), !directory.isEmpty else {
      return ZoneDatabase(directory: systemDirectory, files: files)
    }
    return ZoneDatabase(directory: directory, files: files)
  }

  /// Reads a zone's file.
  /// - Throws: `CronError` that names the file and, when one is near, the zone that may have been meant.
  package func rules(named name: String) throws(CronError) -> TimeZoneRules {
    if let complaint = ZoneName.complaint(about: name) { throw CronError(.badTimeZoneName, text: name, complaint) }
    if name == TimeZoneRules.utc.name { return .utc }
    let path = "\(directory)/\(name)"
    switch files.read(path) {
    case .bytes(let bytes):
      var file = ZoneFile(bytes)
      do {
        return try file.rules(named: name)
      } catch {
        throw CronError(
          .damagedTimeZone, text: name,
          "the file \(path) of time zone \(name) cannot be used: \(error.reason); install tzdata anew or name another zone"
        )
      }
    case .missing:
      if Self.utcNames.contains(name) { return .utc }
      throw unknown(name, path: path)
    case .unreadable(let reason):
      throw CronError(
        .unreadableTimeZone, text: name,
        "the file \(path) of time zone \(name) cannot be read: \(reason); make it readable or name another zone")
    }
  }

  /// The names of all zones in the database, in no particular order.
  package func names() -> [String] {
    var names: [String] = []
    var pending = [""]
    while let prefix = pending.popLast() {
      for entry in files.list(directory + "/" + prefix) where !Self.copies.contains(entry.name) {
        // Zone names begin with a capital, the tables beside them do not.
        if entry.isDirectory {
          pending.append(prefix + entry.name + "/")
        } else if entry.name.first?.isUppercase ?? false, !entry.name.contains(".") {
          names.append(prefix + entry.name)
        }
      }
    }
    return names
  }

  private func unknown(_ name: String, path: String) -> CronError {
    let names = names()
    if names.isEmpty {
      return CronError(
        .unknownTimeZone, text: name,
        "unknown time zone \(name): there is no \(path), nor any zone in \(directory); install tzdata or set TZDIR")
    }
    let advice = NearestName.to(name, among: names).map { "did you mean \($0)?" } ?? "write a name such as Europe/Paris"
    return CronError(.unknownTimeZone, text: name, "unknown time zone \(name): there is no \(path); \(advice)")
  }
}
