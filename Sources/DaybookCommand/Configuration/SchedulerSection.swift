import Settings

/// `[scheduler]`: how workers run this file.
struct SchedulerSection {
  let concurrency: Int?
  let timeZone: String?

  init(_ table: SettingsTable) {
    LaterKeys.refuse(LaterKeys.scheduler, in: table)
    concurrency = table.integer("concurrency", in: 1...1000)
    timeZone = table.timeZoneName("time-zone")
  }
}
