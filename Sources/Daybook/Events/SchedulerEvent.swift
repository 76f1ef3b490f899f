/// One change, as subscribers, `daybook events` and `daybook journal cat` show it (semantics.md, Events).
public struct SchedulerEvent: Hashable, Sendable {
  /// Its place in the journal; in commit order.
  public var sequence: UInt64
  /// When it was recorded.
  public var time: Timestamp
  /// Such as `job.enqueued`.
  public var kind: String
  /// The job it is about.
  public var job: JobID?
  /// The schedule it is about.
  public var schedule: String?
  /// The nominal instant of a fire.
  public var nominal: Timestamp?
  /// The job's type.
  public var type: String?
  /// The job's queue.
  public var queue: String?
  /// The attempt's number.
  public var attempt: Int?
  /// The state before, where it changed.
  public var from: JobState?
  /// The state after, where it changed.
  public var to: JobState?
  /// The worker it concerns.
  public var worker: String?
  /// The leader's epoch.
  public var epoch: UInt64?
  /// Who asked for it: user, terminal, program.
  public var actor: String?
  /// Anything else worth a sentence: a failure's message, a reason.
  public var detail: String?

  package init(sequence: UInt64, time: Timestamp, kind: String) {
    self.sequence = sequence
    self.time = time
    self.kind = kind
  }

  /// Stands for events that are no longer in the journal; its sequence is that of the last of them.
  package static func compacted(_ events: ClosedRange<UInt64>, time: Timestamp) -> SchedulerEvent {
    var event = SchedulerEvent(sequence: events.upperBound, time: time, kind: "journal.compacted")
    event.detail = "events \(events.lowerBound) to \(events.upperBound) are no longer in the journal"
    return event
  }
}
