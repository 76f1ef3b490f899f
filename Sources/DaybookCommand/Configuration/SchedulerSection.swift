import Daybook
import Settings

/// `[scheduler]`: how workers run this file.
struct SchedulerSection {
  let concurrency: Int?
  let timeZone: String?
  /// How long a worker may live without responding until its jobs are taken back.
  let workerTimeoutMilliseconds: Int64?
  /// How long the leader may live without responding until it is replaced.
  let leaderTimeoutMilliseconds: Int64?

  init(_ table: SettingsTable) {
    LaterKeys.refuse(LaterKeys.scheduler, in: table)
    concurrency = table.integer("concurrency", in: 1...1000)
    timeZone = table.timeZoneName("time-zone")
    workerTimeoutMilliseconds = Self.timeout("worker-timeout", in: table)
    leaderTimeoutMilliseconds = Self.timeout("leader-timeout", in: table)
  }

  private static func timeout(_ key: String, in table: SettingsTable) -> Int64? {
    guard let timeout = table.duration(key) else { return nil }
    guard timeout >= WorkerOptions.shortestTimeoutMilliseconds else {
      table.problem(key, "\"\(key)\" is 3s at least: a shorter one would take a busy worker for a hung one")
      return nil
    }
    return timeout
  }
}
