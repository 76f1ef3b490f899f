import Cron
import Daybook
import Testing

/// A machine in Central Europe with schedules of every kind, delayed jobs, a job that fails and one that takes long, worked
/// off every five minutes under a clock that the test sets.
final class ClockWorld {
  private static let step: Int64 = 300_000
  private static let minute: Int64 = 60_000
  private static let failing = "b"
  private static let long = "c"

  let harness: Harness
  /// The job that takes as long as the world lasts.
  private(set) var longJob = JobID(0)
  private(set) var boots = 0
  private let begun: Timestamp
  /// The latest that the clock has shown.
  private(set) var latest: Timestamp
  private var worker: UInt64 = 0

  init(beginning: Timestamp) throws {
    let files = ZoneFiles { _ in .bytes(ZoneBytes.following("CET-1CEST,M3.5.0,M10.5.0/3", hoursEast: 1)) }
    harness = Harness(triggers: TriggerClock { ZoneDatabase(directory: "/zones", files: files) })
    (begun, latest) = (beginning, beginning)
    harness.now = beginning
    try boot()
    try addSchedules()
    try addJobs()
  }

  /// A worker takes over after the machine was started.
  func boot() throws {
    boots += 1
    worker = try harness.takeOver(name: "w\(boots)").worker
    try review()
  }

  /// Sets the wall clock. Of a step back the leader learns at once, and looks at its schedules.
  func setClock(by milliseconds: Int64) throws {
    harness.advance(milliseconds)
    if milliseconds < 0 { try review() }
  }

  /// Works until the clock shows an instant.
  func work(until instant: Timestamp) throws {
    while harness.now < instant {
      harness.advance(Self.step)
      latest = max(latest, harness.now)
      try workOff()
    }
  }

  /// How many instants of a schedule there were since the world began.
  func instants(of schedule: ScheduleSummary) throws -> Int {
    try harness.triggers.instants(
      of: schedule.definition, after: begun, through: latest, keeping: 1, limit: .max
    ).count
  }

  private func review() throws {
    try harness.perform(ReviewSchedules(worker: worker, bootIdentifier: "boot \(boots)"))
  }

  private func addSchedules() throws {
    let triggers: [(String, Trigger)] = [
      ("hourly", .cron(expression: "0 * * * *", timeZone: "Test/Berlin")),
      ("night", .cron(expression: "30 2 * * *", timeZone: "Test/Berlin")),
      ("grid", .every(milliseconds: 25 * Self.minute, anchor: begun, startsImmediately: false)),
      ("soon", .at(begun.adding(milliseconds: 190 * Self.minute))),
      ("in-five-days", .at(begun.adding(milliseconds: 5 * 24 * 60 * Self.minute))),
      ("boot", .boot),
    ]
    for (name, trigger) in triggers {
      try harness.perform(
        UpsertSchedule(
          ScheduleDefinition(
            name: name, owner: "ann", source: "tests", trigger: trigger, overlap: .allow,
            template: JobRequest(type: "a"))))
    }
  }

  private func addJobs() throws {
    for minutes in [10, 61, 300, 7 * 24 * 60] as [Int64] {
      _ = try harness.enqueue(JobRequest(type: "a", dueAt: begun.adding(milliseconds: minutes * Self.minute)))
    }
    let backoff = Backoff(strategy: .fixed, baseMilliseconds: 40 * Self.minute, jitterThousandths: 0)
    let overrides = JobOverrides(maxRetries: 100, backoff: backoff)
    _ = try harness.enqueue(JobRequest(type: Self.failing, overrides: overrides))
    longJob = try harness.enqueue(JobRequest(type: Self.long))
  }

  private func workOff() throws {
    while true {
      let claimed = try harness.claim(worker, 100)
      if claimed.isEmpty { return }
      for attempt in claimed where attempt.type != Self.long {
        let failure = AttemptOutcome.failed(Failure(kind: .error, message: "no"), usage: nil)
        let isFailing = attempt.type == Self.failing
        try harness.finish(worker, attempt, isFailing ? failure : .succeeded(result: nil, usage: nil))
      }
    }
  }
}
