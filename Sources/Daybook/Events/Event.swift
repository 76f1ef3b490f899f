/// One record of the journal: everything that can change the scheduler's state.
///
/// Times, random draws and the next fire arrive in the record, because the fold (`SchedulerState.apply`) evaluates nothing.
/// Raw kind numbers are part of the file format (docs/journal-format.md): they are never reused or renumbered.
package enum Event: Hashable, Sendable {
  case jobEnqueued(JobEnqueued)
  case jobStarted(job: JobID, worker: UInt64)
  case jobProgressed(job: JobID, token: UInt64, thousandths: Int)
  /// The attempt failed; what becomes of the job follows in the same append.
  case attemptFailed(job: JobID, token: UInt64, failure: Failure, usage: ResourceUsage?)
  case retryScheduled(job: JobID, token: UInt64, dueAt: Timestamp)
  case jobSnoozed(job: JobID, token: UInt64, dueAt: Timestamp)
  case jobCompleted(job: JobID, token: UInt64, result: [UInt8]?, usage: ResourceUsage?)
  /// `token` is nil for a job that failed without an attempt (expired, a dependency failed).
  case jobFailed(job: JobID, token: UInt64?, failure: Failure)
  case jobDeadLettered(job: JobID)
  case cancelRequested(job: JobID, reason: String?)
  /// `token` is nil for a job that was waiting.
  case jobCancelled(job: JobID, token: UInt64?, from: JobState, reason: String?)
  case jobRetried(job: JobID, from: JobState)
  /// `isCounted` is false when the worker handed it back in good order, which is not the job's fault.
  case attemptLost(job: JobID, token: UInt64, reason: String, isCounted: Bool)
  /// A report about an attempt that had been taken back; it changes nothing and is counted.
  case reportRefused(job: JobID, token: UInt64)
  /// Due jobs become pending, earliest first.
  case matured(through: Timestamp, max: Int)
  /// Jobs that waited for `job` are released.
  case settled(job: JobID, max: Int)
  case scheduleAdded(definition: ScheduleDefinition, nextFire: Timestamp?, isEnabled: Bool)
  case scheduleUpdated(id: UInt64, definition: ScheduleDefinition, nextFire: Timestamp?)
  case scheduleRemoved(id: UInt64)
  case scheduleEnabled(id: UInt64, nextFire: Timestamp?, cause: EnablementCause)
  case scheduleDisabled(id: UInt64, cause: EnablementCause)
  /// The job of the fire follows in the same append.
  case scheduleFired(id: UInt64, nominal: Timestamp, nextFire: Timestamp?, isManual: Bool)
  case scheduleMissed(id: UInt64, count: Int, through: Timestamp, nextFire: Timestamp?, cause: MissCause)
  /// The next fire was computed anew, because what it rests on has changed.
  case scheduleRevised(id: UInt64, nextFire: Timestamp?, cause: RevisionCause)
  case typeConfigured(TypeDefinition)
  case queueConfigured(QueueDefinition)
  case paused(PauseScope)
  case resumed(PauseScope)
  case workerJoined(WorkerDescription)
  case workerLeft(worker: UInt64)
  case workerLost(worker: UInt64)
  case leaderElected(worker: UInt64, epoch: UInt64)
  /// The machine has started since schedules were fired last.
  case machineStarted(bootIdentifier: String)
  /// From here on records may have meanings that came with this version of the fold.
  case foldRaised(version: Int)
}

/// What a pause or resume is about.
package enum PauseScope: Hashable, Sendable {
  case everything
  case type(String)
  case queue(String)
}

/// Who switched a schedule on or off.
package enum EnablementCause: UInt8, Hashable, Sendable {
  /// An operator, against or with the declaration: outlives reload and restart.
  case `operator` = 0
  /// The declaring file says so.
  case declaration = 1
  /// The declaring file no longer has it.
  case orphaned = 2
  /// An operator gave the switch back to the declaration.
  case reset = 3
}

/// Why instants did not fire.
package enum MissCause: UInt8, Hashable, Sendable, CustomStringConvertible {
  /// Nobody ran when they passed, and the policy does not catch them up.
  case late = 0
  /// The previous fire's job had not ended.
  case overlap = 1
  /// Another live job holds the key of the schedule's jobs.
  case key = 2

  package var description: String {
    switch self {
    case .late: "nobody ran when they were due"
    case .overlap: "the previous job had not ended"
    case .key: "another job held its key"
    }
  }
}

/// Why a next fire was computed anew.
package enum RevisionCause: UInt8, Hashable, Sendable, CustomStringConvertible {
  /// The clock had gone forward, and came back.
  case clock = 0
  /// The zone database has other rules now.
  case zoneRules = 1
  /// Its time zone cannot be read: it waits until that can be done again.
  case zoneUnreadable = 2

  package var description: String {
    switch self {
    case .clock: "the clock was set back"
    case .zoneRules: "the rules of its time zone have changed"
    case .zoneUnreadable: "its time zone cannot be read: it waits until the zone file is back"
    }
  }
}

/// The record that creates a job; its sequence is the job's id.
package struct JobEnqueued: Hashable, Sendable {
  package var request: JobRequest
  /// The queue decided on, never nil in a record.
  package var queue: String
  /// Nil when it is ready at once.
  package var dueAt: Timestamp?
  /// Jobs to wait for; empty for most.
  package var after: [JobID]
  /// The schedule whose fire this is.
  package var schedule: UInt64?

  package init(request: JobRequest, queue: String, dueAt: Timestamp?, after: [JobID] = [], schedule: UInt64? = nil) {
    self.request = request
    self.queue = queue
    self.dueAt = dueAt
    self.after = after
    self.schedule = schedule
  }
}

extension Event {
  /// Raised when the meaning of any record changes.
  package static let foldVersion = 1
}
