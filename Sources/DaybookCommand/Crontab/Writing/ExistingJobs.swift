import Settings

/// What a jobs file has already, as far as an import looks at it.
struct ExistingJobs {
  /// Of jobs and schedules.
  private(set) var names: Set<String> = []
  /// The zone that `[scheduler]` names.
  private(set) var timeZone: String?
  private var schedules: [String: String] = [:]
  private let hostZone: String

  /// A file that does not exist yet.
  init(hostZone: String) { self.hostZone = hostZone }

  /// - Throws: `SettingsError` when the text is no TOML.
  init(_ bytes: [UInt8], file: String, hostZone: String) throws(SettingsError) {
    self.hostZone = hostZone
    let root = try SettingsDocument(bytes: bytes, file: file).root
    timeZone = root.table("scheduler")?.string("time-zone")
    let commands = Dictionary(
      root.tables("jobs").map { ($0.name, $0.any("command")) }, uniquingKeysWith: { first, _ in first })
    let triggers = root.tables("schedules")
    names = Set(commands.keys).union(triggers.map(\.name))
    for schedule in triggers {
      guard let job = schedule.string("job"), let command = commands[job] ?? nil else { continue }
      guard schedule.kind(of: "cron") != nil || schedule.string("at") == "boot" else { continue }
      let zone = schedule.string("time-zone") ?? timeZone ?? hostZone
      let identity = Self.identity(command, cron: schedule.any("cron"), zone: zone)
      schedules[identity] = schedules[identity] ?? schedule.name
    }
  }

  /// The schedule that runs the same command at the same times; nil when there is none.
  ///
  /// Whatever else was changed about it by hand, importing it again would run it twice.
  func schedule(like job: ImportedJob) -> String? {
    let words = job.command.map(SettingsValue.string)
    let command = job.usesShell ? SettingsValue.string(job.command.joined(separator: " ")) : .array(words)
    var cron: SettingsValue?
    if case .cron(let expression) = job.trigger { cron = .string(expression) }
    return schedules[Self.identity(command, cron: cron, zone: job.timeZone ?? hostZone)]
  }

  /// What makes two schedules the same; without `cron` it is the boot.
  private static func identity(_ command: SettingsValue, cron: SettingsValue?, zone: String) -> String {
    "\(JSONText(command)) " + (cron.map { "\(JSONText($0)) \(zone)" } ?? "at boot")
  }
}
