/// The number of each record kind on disk and its name in every output.
package enum EventKind: UInt8, CaseIterable, Sendable {
  case jobEnqueued = 1
  case jobStarted = 2
  case jobProgressed = 3
  case attemptFailed = 4
  case retryScheduled = 5
  case jobCompleted = 6
  case jobFailed = 7
  case jobDeadLettered = 8
  case cancelRequested = 9
  case jobCancelled = 10
  case jobRetried = 11
  case attemptLost = 12
  case matured = 13
  case settled = 14
  case jobSnoozed = 15
  case reportRefused = 16
  case scheduleAdded = 32
  case scheduleUpdated = 33
  case scheduleRemoved = 34
  case scheduleEnabled = 35
  case scheduleDisabled = 36
  case scheduleFired = 37
  case scheduleMissed = 38
  case scheduleRevised = 39
  case typeConfigured = 48
  case queueConfigured = 49
  case paused = 50
  case resumed = 51
  case workerJoined = 64
  case workerLeft = 65
  case workerLost = 66
  case leaderElected = 67
  case machineStarted = 68
  case foldRaised = 69

  /// The event's name (semantics.md, Events).
  package var name: String {
    switch self {
    case .jobEnqueued: "job.enqueued"
    case .jobStarted: "job.started"
    case .jobProgressed: "job.progressed"
    case .attemptFailed: "job.attemptFailed"
    case .retryScheduled: "job.retryScheduled"
    case .jobCompleted: "job.completed"
    case .jobFailed: "job.failed"
    case .jobDeadLettered: "job.deadLettered"
    case .cancelRequested: "job.cancelRequested"
    case .jobCancelled: "job.cancelled"
    case .jobRetried: "job.retried"
    case .attemptLost: "job.lost"
    case .matured: "jobs.matured"
    case .settled: "jobs.settled"
    case .jobSnoozed: "job.snoozed"
    case .reportRefused: "job.reportRefused"
    case .scheduleAdded: "schedule.added"
    case .scheduleUpdated: "schedule.updated"
    case .scheduleRemoved: "schedule.removed"
    case .scheduleEnabled: "schedule.enabled"
    case .scheduleDisabled: "schedule.disabled"
    case .scheduleFired: "schedule.fired"
    case .scheduleMissed: "schedule.missed"
    case .scheduleRevised: "schedule.updated"
    case .typeConfigured: "type.configured"
    case .queueConfigured: "queue.configured"
    case .paused: "queue.paused"
    case .resumed: "queue.resumed"
    case .workerJoined: "worker.joined"
    case .workerLeft: "worker.left"
    case .workerLost: "worker.lost"
    case .leaderElected: "leader.elected"
    case .machineStarted: "machine.started"
    case .foldRaised: "fold.raised"
    }
  }
}

extension Event {
  /// The kind that this event is stored under.
  package var kind: EventKind {
    switch self {
    case .jobEnqueued: .jobEnqueued
    case .jobStarted: .jobStarted
    case .jobProgressed: .jobProgressed
    case .attemptFailed: .attemptFailed
    case .retryScheduled: .retryScheduled
    case .jobSnoozed: .jobSnoozed
    case .jobCompleted: .jobCompleted
    case .jobFailed: .jobFailed
    case .jobDeadLettered: .jobDeadLettered
    case .cancelRequested: .cancelRequested
    case .jobCancelled: .jobCancelled
    case .jobRetried: .jobRetried
    case .attemptLost: .attemptLost
    case .reportRefused: .reportRefused
    case .matured: .matured
    case .settled: .settled
    case .scheduleAdded: .scheduleAdded
    case .scheduleUpdated: .scheduleUpdated
    case .scheduleRemoved: .scheduleRemoved
    case .scheduleEnabled: .scheduleEnabled
    case .scheduleDisabled: .scheduleDisabled
    case .scheduleFired: .scheduleFired
    case .scheduleMissed: .scheduleMissed
    case .scheduleRevised: .scheduleRevised
    case .typeConfigured: .typeConfigured
    case .queueConfigured: .queueConfigured
    case .paused: .paused
    case .resumed: .resumed
    case .workerJoined: .workerJoined
    case .workerLeft: .workerLeft
    case .workerLost: .workerLost
    case .leaderElected: .leaderElected
    case .machineStarted: .machineStarted
    case .foldRaised: .foldRaised
    }
  }
}
