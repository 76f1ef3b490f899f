/// The fixed-size part of a job, one per slot. What most waiting jobs do not have lives in `JobDetails`.
struct JobRow {
  static let none = UInt32.max

  var id: JobID
  var enqueuedAt: Timestamp
  /// When it becomes or became ready.
  var readyAt: Timestamp
  var type: UInt32
  var queue: UInt32
  /// `JobRow.none` without one.
  var label: UInt32
  var overrides: UInt32
  /// Its place in the one heap it may be in.
  var heapPosition: UInt32 = JobRow.none
  /// Attempts that ended in a failure since the last operator retry; what the retry budget counts.
  var failures: UInt32 = 0
  /// The number of the latest attempt.
  var attempt: UInt32 = 0
  var losses: UInt16 = 0
  var priority: Int8
  var state: JobState
}

/// What a job has beyond its row: names it was given, attempts, outcome.
struct JobDetails {
  var key: String?
  var entity: String?
  var owner: String?
  var tags: [String] = []
  var schedule: UInt64?
  var after: [JobID] = []
  /// How many of `after` have not ended.
  var unresolved = 0
  /// The first and the last attempts; see `Limits.attemptsKeptAtEachEnd`.
  var attempts: [AttemptSummary] = []
  var failure: Failure?
  var progressThousandths: Int?
  var finishedAt: Timestamp?
  var isCancelRequested = false
  var isDead = false
  /// The sequence of the record that holds the result.
  var resultSequence: UInt64?
  /// The worker that runs it.
  var worker: UInt64?

  var isEmpty: Bool {
    key == nil && entity == nil && owner == nil && tags.isEmpty && schedule == nil && after.isEmpty
      && attempts.isEmpty && failure == nil && finishedAt == nil
  }
}
