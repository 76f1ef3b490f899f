import Cron

/// The host's zones, each read once.
struct ZoneCache {
  private var loaded: [String: TimeZoneRules] = [:]

  mutating func rules(named name: String) throws -> TimeZoneRules {
    if let zone = loaded[name] { return zone }
    let zone = try TimeZoneRules(named: name)
    loaded[name] = zone
    return zone
  }
}
