package import Daybook

/// One consistent look at the scheduler: what is on the screen and little more, whatever the number of jobs.
package struct Snapshot: Equatable, Sendable {
  /// What was asked; an answer to an older question is recognised by it.
  package var request: SnapshotRequest
  package var takenAt: Timestamp
  /// The journal position it shows.
  package var sequence: UInt64
  package var stats: SchedulerStats
  /// Newest first.
  package var rows: [JobSummary]
  /// Whether matching jobs exist above the first row.
  package var hasNewer: Bool
  /// Whether matching jobs exist below the last row.
  package var hasOlder: Bool
  /// Why the waiting jobs among the rows wait.
  package var holdReasons: [JobID: String]
  package var schedules: ScheduleRows
  package var selected: JobDetail?
  /// The marked jobs that still exist.
  package var marked: [JobSummary]
  /// The schedule that is shown in detail.
  package var schedule: ScheduleDetail?
  package var newestFailure: JobSummary?
  /// The worker that left last and when, while none is here.
  package var departure: WorkerDeparture?

  package init(
    request: SnapshotRequest,
    takenAt: Timestamp,
    sequence: UInt64 = 0,
    stats: SchedulerStats,
    rows: [JobSummary] = [],
    hasNewer: Bool = false,
    hasOlder: Bool = false,
    holdReasons: [JobID: String] = [:],
    schedules: ScheduleRows = ScheduleRows(),
    selected: JobDetail? = nil,
    marked: [JobSummary] = [],
    schedule: ScheduleDetail? = nil,
    newestFailure: JobSummary? = nil,
    departure: WorkerDeparture? = nil
  ) {
    self.request = request
    self.takenAt = takenAt
    self.sequence = sequence
    self.stats = stats
    self.rows = rows
    self.hasNewer = hasNewer
    self.hasOlder = hasOlder
    self.holdReasons = holdReasons
    self.schedules = schedules
    self.selected = selected
    self.marked = marked
    self.schedule = schedule
    self.newestFailure = newestFailure
    self.departure = departure
  }

  /// How many jobs the list has in all; nil when only counting them would tell.
  package var matchCount: Int? {
    if request.filterText.isEmpty { return request.tab.map(stats.count) ?? stats.total }
    return hasNewer || hasOlder ? nil : rows.count
  }
}

/// Everything that is shown about one job.
package struct JobDetail: Equatable, Sendable {
  package var job: JobSummary
  /// Oldest first.
  package var attempts: [AttemptSummary]
  /// Why it waits.
  package var holdReason: String?
  /// Its type's definition, if it is declared.
  package var definition: TypeDefinition?

  package init(
    job: JobSummary, attempts: [AttemptSummary], holdReason: String? = nil, definition: TypeDefinition? = nil
  ) {
    self.job = job
    self.attempts = attempts
    self.holdReason = holdReason
    self.definition = definition
  }
}

/// The worker that left last.
package struct WorkerDeparture: Hashable, Sendable {
  /// How it was started.
  package var kind: String
  package var at: Timestamp

  package init(kind: String, at: Timestamp) {
    self.kind = kind
    self.at = at
  }
}
