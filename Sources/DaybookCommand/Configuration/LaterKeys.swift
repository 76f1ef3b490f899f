import Settings

/// Keys that the documents describe and this version does not read: refused by name, so that nobody relies on them.
enum LaterKeys {
  static let topLevel = ["notify", "keys", "theme", "retention", "roles", "http"]
  static let scheduler = ["grace"]
  static let job = [
    "priority", "rate-limit", "notify", "expires-in", "retention", "touch-timeout", "max-losses", "nice", "limits",
    "user",
    "umask", "input", "labels", "tags", "after", "once",
  ]
  static let queue = ["rate-limit", "paused", "priority"]
  static let schedule = [
    "silent-for", "notify", "on-failure", "expires-in", "held", "after",
  ]

  /// Reports every key of the list that the table has; the others stay unknown.
  static func refuse(_ keys: [String], in table: SettingsTable) {
    for key in keys where table.position(of: key) != nil {
      // Asking for it keeps it, and what is below it, from being reported as unknown as well.
      _ = table.any(key)
      table.problem(key, LaterFeature.refusal(of: "\"\(key)\"") + "; leave it out for now")
    }
  }
}
