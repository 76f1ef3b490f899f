/// A schedule with what its fires left behind.
struct ScheduleState {
  /// The sequence of its `added` record.
  let id: UInt64
  var definition: ScheduleDefinition
  var isEnabled: Bool
  var isOrphaned = false
  var override: OperatorOverride?
  var lastFire: Timestamp?
  /// The next instant of its trigger; nil while disabled, and when it never fires again.
  var nextFire: Timestamp?
  var fireCount = 0
  var missed = 0
  var skipped = 0
  /// The job of the latest fire.
  var lastJob: JobID?
  /// The jobs of its fires that have not ended, in the order they were enqueued; what overlap is decided on.
  var liveJobs: [JobID] = []
  /// The instants decided on, which a clock that comes back must not bring again.
  var spent = SpentInstants()

  /// When the leader has to look at it.
  var dueTime: Timestamp? { isEnabled ? nextFire : nil }

  /// Whether the fires it was allowed are used up.
  var isExhausted: Bool { definition.maxFires.map { fireCount >= $0 } ?? false }
}

/// The nominal instants of a schedule that were fired or skipped, as few spans: in a span every instant of the trigger is
/// spent. A clock that runs ahead for a while and is set back then finds what it used up too early.
struct SpentInstants {
  /// Older spans lie behind any clock that still tells the time.
  static let kept = 8

  private(set) var spans: [ClosedRange<Timestamp>] = []
  /// Whether the next instant of the trigger would continue the last span.
  private(set) var isContinuing = false

  init() {}

  init(spans: [ClosedRange<Timestamp>], isContinuing: Bool) {
    self.spans = spans
    self.isContinuing = isContinuing
  }

  /// Spends one instant; `follows` says that it is the trigger's next one after what the schedule did last.
  mutating func insert(_ instant: Timestamp, follows: Bool) {
    if isContinuing, follows, let last = spans.last, instant >= last.lowerBound {
      spans[spans.count - 1] = last.lowerBound...max(last.upperBound, instant)
    } else {
      spans.append(instant...instant)
      if spans.count > Self.kept { spans.removeFirst() }
    }
    isContinuing = true
  }

  /// What comes next does not continue the last span.
  mutating func interrupt() { isContinuing = false }

  /// The end of the span that `instant` lies in.
  func end(spending instant: Timestamp) -> Timestamp? {
    spans.filter { $0.contains(instant) }.map(\.upperBound).max()
  }
}
