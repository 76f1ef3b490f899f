/// What a finished or running attempt left behind.
package struct AttemptSummary: Hashable, Sendable {
  /// 1-based.
  package var number: Int
  /// The sequence of its `started` record; names its output file and fences its writes.
  package var token: UInt64
  package var startedAt: Timestamp
  /// Nil while it runs.
  package var finishedAt: Timestamp?
  /// The worker that ran it.
  package var worker: String?
  /// Nil while it runs and after success.
  package var failure: Failure?
  package var usage: ResourceUsage?
}

/// What a command used.
package struct ResourceUsage: Hashable, Sendable {
  package var userMilliseconds: Int64
  package var systemMilliseconds: Int64
  /// Peak resident memory in bytes; nil when the system did not tell.
  package var peakMemoryBytes: Int64?

  package init(userMilliseconds: Int64, systemMilliseconds: Int64, peakMemoryBytes: Int64?) {
    self.userMilliseconds = userMilliseconds
    self.systemMilliseconds = systemMilliseconds
    self.peakMemoryBytes = peakMemoryBytes
  }
}

/// One job as every listing shows it: a value, safe to keep while the state moves on.
package struct JobSummary: Hashable, Sendable, Identifiable {
  package var id: JobID
  package var type: String
  package var queue: String
  package var state: JobState
  package var priority: Priority
  /// The number of the latest attempt; 0 before the first.
  package var attempt: Int
  package var maxRetries: Int
  package var key: String?
  package var entity: String?
  package var label: String?
  package var tags: [String]
  package var owner: String?
  /// The name of the schedule whose fire enqueued it.
  package var schedule: String?
  package var enqueuedAt: Timestamp
  /// When it becomes or became ready.
  package var dueAt: Timestamp
  package var startedAt: Timestamp?
  package var finishedAt: Timestamp?
  /// 0 … 1.
  package var progress: Double?
  /// The latest attempt's failure.
  package var failure: Failure?
  package var worker: String?
  /// An operator asked to cancel it while it runs.
  package var isCancelRequested: Bool
  /// Failed for good, with an entry among the dead letters.
  package var isDead: Bool
  /// The token of the latest attempt; names its output file.
  package var token: UInt64?
  /// The jobs it waits for.
  package var after: [JobID]
}
