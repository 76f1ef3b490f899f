import Glibc

/// Finds the time zone that the host is set to.
package struct HostTimeZone {
  private let environment: (_ name: String) -> String?
  private let files: ZoneFiles

  /// A search through an environment and some files.
  package init(
    environment: @escaping (_ name: String) -> String? = environmentValue, files: ZoneFiles = .host
  ) {
    self.environment = environment
    self.files = files
  }

  /// The name of the first zone that can be loaded: `$TZ`, `/etc/timezone`, the target of `/etc/localtime`; else UTC.
  package var name: String {
    let database = ZoneDatabase.system(environment: environment, files: files)
    let candidates = [environment("TZ").map(variable), timezoneFile, localtimeLink]
    for case let name? in candidates where (try? database.rules(named: name)) != nil {
      return name
    }
    return TimeZoneRules.utc.name
  }

  /// The value of a variable of this process's environment.
  package static func environmentValue(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }

  /// `$TZ` may be a name, a name after a colon, or a path into the database; empty means UTC.
  private func variable(_ value: String) -> String {
    let name = value.hasPrefix(":") ? String(value.dropFirst()) : value
    return name.isEmpty ? TimeZoneRules.utc.name : zone(inPath: name) ?? name
  }

  private var timezoneFile: String? {
    guard case .bytes(let bytes) = files.read("/etc/timezone") else { return nil }
    let text = String(decoding: bytes, as: UTF8.self)
    return text.split(whereSeparator: \.isWhitespace).first.map(String.init)
  }

  private var localtimeLink: String? {
    files.linkTarget("/etc/localtime").flatMap(zone(inPath:))
  }

  /// The part of a path after the directory `zoneinfo`.
  private func zone(inPath path: String) -> String? {
    let parts = path.split(separator: "/")
    guard let root = parts.lastIndex(of: "zoneinfo") else { return nil }
    return parts[(root + 1)...].joined(separator: "/")
  }
}

extension TimeZoneRules {
  /// The name of the zone the host is set to (`$TZ`, `/etc/timezone`, `/etc/localtime`); `UTC` when that cannot be told.
  public static func hostName() -> String {
    HostTimeZone().name
  }
}
