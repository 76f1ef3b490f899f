/// The scheduler's state: the fold of the journal's records.
///
/// `apply` is pure and total. It reads no clock, file or random number, compares no clocks, evaluates no cron expression
/// and iterates no hashed container, so the same records give the same state in every process, for ever. A record that no
/// longer fits (its token is stale, the transition has become impossible) changes nothing and is counted.
///
/// The state is not thread-safe: the engine guards it.
package final class SchedulerState {
  /// The sequence of the last record applied; 0 before the first.
  package internal(set) var lastSequence: UInt64 = 0
  /// The time of the last record applied.
  package internal(set) var lastTime = Timestamp(milliseconds: 0)
  /// Records that changed nothing because they came too late.
  package internal(set) var staleRecords = 0

  // Jobs. A job has a row for ever, details only when it needs them; both are found by slot.
  var rows: [JobRow] = []
  var details: [UInt32: JobDetails] = [:]
  var slots = SlotTable()
  var types = Interned<String>()
  var queues = Interned<String>()
  var labels = Interned<String>()
  var overrides = Interned<JobOverrides>()

  // Indexes over jobs.
  var ready = ReadyQueues()
  var due = JobHeap(.dueTime)
  var counters = JobCounters()
  var keys: [String: JobID] = [:]
  /// Jobs that others wait for, with those others in the order they were enqueued.
  var dependents: [JobID: [JobID]] = [:]
  /// Ended jobs whose dependents have not been released yet, in the order they ended.
  package internal(set) var unsettled: [JobID] = []
  var deadCount = 0
  /// The job that failed for good last, for `!` and the one-line console.
  var latestFailure: JobID?

  /// The version of the fold that all records so far can be read with.
  package internal(set) var foldVersion = 1
  var schedules = ScheduleTable()
  /// The time between two starts of the machine in which schedules were fired last.
  package internal(set) var bootIdentifier: String?
  var workers = WorkerTable()
  var definitions: [String: TypeDefinition] = [:]
  var queueDefinitions: [String: QueueDefinition] = [:]
  var isPaused = false
  var pausedTypes: Set<String> = []
  var pausedQueues: Set<String> = []

  /// The empty state: what a journal without records means.
  package init() {}

  /// Folds one record in.
  package func apply(_ recorded: RecordedEvent, sequence: UInt64) {
    lastSequence = sequence
    lastTime = recorded.time
    let context = FoldContext(sequence: sequence, time: recorded.time, actor: recorded.actor)
    // What a leader decided counts only under its own epoch: a lock is not a fence.
    let isCurrent = recorded.epoch.map { $0 == workers.leadingEpoch } ?? true
    if !isCurrent || !apply(recorded.event, context) { staleRecords += 1 }
  }

  private func apply(_ event: Event, _ context: FoldContext) -> Bool {
    switch event {
    case .jobEnqueued(let job): enqueue(job, context)
    case .jobStarted(let job, let worker): start(job, worker: worker, context)
    case .jobProgressed(let job, let token, let thousandths): progress(job, token, thousandths)
    case .attemptFailed(let job, let token, let failure, let usage): failAttempt(job, token, failure, usage, context)
    case .retryScheduled(let job, let token, let dueAt): scheduleAgain(job, token, dueAt, isSnooze: false, context)
    case .jobSnoozed(let job, let token, let dueAt): scheduleAgain(job, token, dueAt, isSnooze: true, context)
    case .jobCompleted(let job, let token, let result, let usage):
      complete(job, token, hasResult: result != nil, usage, context)
    case .jobFailed(let job, let token, let failure): fail(job, token, failure, context)
    case .jobDeadLettered(let job): deadLetter(job)
    case .cancelRequested(let job, _): requestCancel(job)
    case .jobCancelled(let job, let token, _, _): cancel(job, token, context)
    case .jobRetried(let job, _): retry(job, context)
    case .attemptLost(let job, let token, let reason, let isCounted):
      loseAttempt(job, token, reason, isCounted: isCounted, context)
    case .reportRefused: false
    case .matured(let through, let max): mature(through: through, max: max)
    case .settled(let job, let max): settle(job, max: max, context)
    case .scheduleAdded(let definition, let nextFire, let isEnabled):
      addSchedule(definition, nextFire, isEnabled: isEnabled, context)
    case .scheduleUpdated(let id, let definition, let nextFire): updateSchedule(id, definition, nextFire)
    case .scheduleRemoved(let id): schedules.remove(id)
    case .scheduleEnabled(let id, let nextFire, let cause): enableSchedule(id, nextFire, cause, context)
    case .scheduleDisabled(let id, let cause): disableSchedule(id, cause, context)
    case .scheduleFired(let id, let nominal, let nextFire, let isManual):
      fireSchedule(id, nominal, nextFire, isManual: isManual)
    case .scheduleMissed(let id, let count, let through, let nextFire, let cause):
      missFires(id, count, through: through, nextFire, cause)
    case .scheduleRevised(let id, let nextFire, _): reviseSchedule(id, nextFire)
    case .typeConfigured(let type): configure(type)
    case .queueConfigured(let queue): configure(queue)
    case .paused(let scope): pause(scope)
    case .resumed(let scope): resume(scope)
    case .workerJoined(let identity): join(identity, context)
    case .workerLeft(let worker), .workerLost(let worker): workers.leave(worker, at: context.time)
    case .leaderElected(let worker, let epoch): workers.elect(worker, epoch: epoch)
    case .machineStarted(let identifier): noteBoot(identifier)
    case .foldRaised(let version): raiseFold(to: version)
    }
  }
}

/// What the fold knows of the record at hand beside its event.
struct FoldContext {
  let sequence: UInt64
  let time: Timestamp
  let actor: String?
}
