/// A claimed job, with all that running it needs beside its payload.
package struct ClaimedAttempt: Hashable, Sendable {
  package var job: JobID
  package var type: String
  package var attempt: Int
  package var maxRetries: Int
  /// The sequence of its `started` record: the fencing token.
  package var token: UInt64
  package var timeoutMilliseconds: Int64?
  package var graceMilliseconds: Int64
  package var definition: TypeDefinition?
}

/// Everything a worker does to the journal, in one append: reports what ended, lets time pass, claims what starts.
///
/// One append instead of one each means one sync for a finished job and its successor's start.
package struct WorkerTurn: Decision {
  package struct Outcome: Sendable {
    package var claimed: [ClaimedAttempt]
    /// The wall clock that the turn was decided by.
    package var decidedAt: Timestamp
    /// False when the worker was declared lost: its reports were refused, and it claims nothing more.
    package var isMember = true
  }

  /// The sequence of the worker's `joined` record.
  package var worker: UInt64
  package var finished: [FinishedAttempt]
  /// How many more attempts it can run after those that finished.
  package var freeSlots: Int

  package init(worker: UInt64, finished: [FinishedAttempt], freeSlots: Int) {
    self.worker = worker
    self.finished = finished
    self.freeSlots = freeSlots
  }

  package func decide(in transaction: Transaction, actor: Actor) throws(DaybookError) -> Outcome {
    for attempt in finished { transaction.finish(attempt) }
    guard let identity = transaction.state.workers[worker]?.identity else {
      return Outcome(claimed: [], decidedAt: transaction.now, isMember: false)
    }
    // What ended is reported from the reserve; nothing starts, and the worker comes back after a pause.
    if transaction.isShortOfSpace {
      if finished.isEmpty { try transaction.requireSpace() }
      return Outcome(claimed: [], decidedAt: transaction.now)
    }
    transaction.passTime()
    transaction.lead(as: worker) {
      _ = transaction.fireDueSchedules()
      transaction.raiseFold()
    }
    return Outcome(claimed: transaction.claim(freeSlots, for: worker, identity), decidedAt: transaction.now)
  }
}

extension Transaction {
  /// Lets what is due happen: waiting jobs mature, released dependents become ready.
  fileprivate func passTime() {
    if let due = state.nextDue, due <= now { emit(.matured(through: now, max: Limits.cascade)) }
    for job in state.unsettled { emit(.settled(job: job, max: Limits.cascade)) }
  }

  /// Once every worker here understands a newer version of the fold, its records may be written.
  fileprivate func raiseFold() {
    if let version = state.commonFoldVersion, version > state.foldVersion { emit(.foldRaised(version: version)) }
  }

  fileprivate func claim(_ limit: Int, for worker: UInt64, _ identity: WorkerDescription) -> [ClaimedAttempt] {
    var claimed: [ClaimedAttempt] = []
    while claimed.count < limit,
      let slot = state.ready.best(in: state.rows, where: { state.mayStart($0, identity) })
    {
      let id = state.rows[Int(slot)].id
      let token = emit(.jobStarted(job: id, worker: worker))
      claimed.append(attempt(slot, token: token))
    }
    return claimed
  }

  private func attempt(_ slot: UInt32, token: UInt64) -> ClaimedAttempt {
    let row = state.rows[Int(slot)]
    let type = state.types[row.type]
    let policy = state.policy(of: row, type: type)
    return ClaimedAttempt(
      job: row.id, type: type, attempt: Int(row.attempt), maxRetries: policy.maxRetries, token: token,
      timeoutMilliseconds: policy.timeoutMilliseconds, graceMilliseconds: policy.graceMilliseconds,
      definition: state.definitions[type])
  }
}

extension SchedulerState {
  /// Whether a job of this type and queue may start on that worker now.
  func mayStart(_ group: ReadyQueues.Group, _ worker: WorkerDescription) -> Bool {
    let type = types[group.type]
    let queue = queues[group.queue]
    if isPaused || pausedTypes.contains(type) || pausedQueues.contains(queue) { return false }
    if let limit = definitions[type]?.concurrency, counters.running(type: group.type) >= limit { return false }
    if let limit = queueDefinitions[queue]?.concurrency, counters.running(queue: group.queue) >= limit { return false }
    return serves(worker, type)
  }

  /// The highest version of the fold that all workers understand; nil without workers.
  var commonFoldVersion: Int? { workers.all.map(\.identity.foldVersion).min() }

  /// Whether a turn of this worker would change anything: asked before the lock is taken.
  package func needsTurn(worker: UInt64, freeSlots: Int, now: Timestamp) -> Bool {
    guard let identity = workers[worker]?.identity else { return true }
    if let due = nextDue, due <= now { return true }
    if !unsettled.isEmpty { return true }
    if workers.leader == worker {
      if let fire = schedules.nextFire, fire <= now { return true }
      if let version = commonFoldVersion, version > foldVersion { return true }
    }
    return freeSlots > 0 && ready.best(in: rows, where: { mayStart($0, identity) }) != nil
  }

  /// The next instant at which something becomes due for this worker.
  package func nextDeadline(worker: UInt64) -> Timestamp? {
    let fire = workers.leader == worker ? schedules.nextFire : nil
    return [nextDue, fire].compactMap(\.self).min()
  }
}
