import Daybook
import Testing

/// A harness with one schedule named `s`, and a worker that leads once it has joined.
struct ScheduleBench {
  let harness = Harness()
  private let start: Timestamp

  init(
    _ trigger: (_ now: Timestamp) -> Trigger, adjust: (inout ScheduleDefinition, _ now: Timestamp) -> Void = { _, _ in }
  ) throws {
    start = harness.now
    var definition = ScheduleDefinition(
      name: "s", owner: "ann", source: "file", trigger: trigger(harness.now), overlap: .allow,
      template: JobRequest(type: "a"))
    adjust(&definition, harness.now)
    try harness.perform(UpsertSchedule(definition))
  }

  /// A grid of so many seconds that begins now.
  static func every(
    seconds: Int64, adjust: (inout ScheduleDefinition, _ now: Timestamp) -> Void = { _, _ in }
  ) throws -> ScheduleBench {
    try ScheduleBench(
      { .every(milliseconds: seconds * 1000, anchor: $0, startsImmediately: false) }, adjust: adjust)
  }

  /// Hourly in UTC.
  static func hourly() throws -> ScheduleBench {
    try ScheduleBench { _ in .cron(expression: "0 * * * *", timeZone: "UTC") }
  }

  func schedule() throws -> ScheduleSummary { try #require(harness.state.schedule(named: "s")) }

  /// Seconds since the bench was made.
  func offset(of instant: Timestamp?) -> Int64? { instant.map { ($0.milliseconds - start.milliseconds) / 1000 } }

  func review(_ worker: UInt64, boot: String? = nil) throws {
    try harness.perform(ReviewSchedules(worker: worker, bootIdentifier: boot))
  }

  /// The nominal instants fired by the trigger so far, in seconds since the bench was made, in the order of the journal.
  func firedOffsets() throws -> [Int64] {
    try events().compactMap { event in
      if case .scheduleFired(_, let nominal, _, isManual: false) = event { offset(of: nominal) } else { nil }
    }
  }

  /// Every event so far.
  func events() throws -> [Event] {
    try harness.records.map { bytes in
      try bytes.withUnsafeBytes { try RecordedEvent(decoding: $0, keepsPayload: true) }.event
    }
  }
}
