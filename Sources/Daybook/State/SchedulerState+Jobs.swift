/// The fold of the records about jobs. Each returns whether the record still fitted.
extension SchedulerState {
  func enqueue(_ job: JobEnqueued, _ context: FoldContext) -> Bool {
    let id = JobID(context.sequence)
    let request = job.request
    var extra = JobDetails()
    extra.key = request.key
    extra.entity = request.entity
    extra.owner = request.owner
    extra.tags = request.tags
    extra.schedule = job.schedule
    extra.after = job.after
    extra.unresolved = awaitEnds(of: job.after, by: id)
    let state: JobState = extra.unresolved > 0 ? .blocked : job.dueAt == nil ? .pending : .scheduled
    let row = JobRow(
      id: id, enqueuedAt: context.time, readyAt: job.dueAt ?? context.time, type: types.index(of: request.type),
      queue: queues.index(of: job.queue), label: request.label.map { labels.index(of: $0) } ?? JobRow.none,
      overrides: overrides.index(of: request.overrides), priority: request.priority.rawValue, state: state)
    let slot = UInt32(rows.count)
    if !extra.isEmpty { details[slot] = extra }
    if let key = request.key { keys[key] = id }
    if let schedule = job.schedule {
      _ = schedules.update(schedule) {
        $0.lastJob = id
        $0.liveJobs.append(id)
      }
    }
    insert(row, at: slot)
    return true
  }

  func start(_ job: JobID, worker: UInt64, _ context: FoldContext) -> Bool {
    guard let slot = slots[job], rows[Int(slot)].state == .pending, let identity = workers[worker]?.identity
    else { return false }
    move(slot, to: .running)
    rows[Int(slot)].attempt += 1
    let attempt = AttemptSummary(
      number: Int(rows[Int(slot)].attempt), token: context.sequence, startedAt: context.time, worker: identity.name)
    withDetails(slot) { details in
      details.progressThousandths = nil
      details.finishedAt = nil
      details.worker = worker
      details.append(attempt)
    }
    workers.started(job, by: worker)
    return true
  }

  func progress(_ job: JobID, _ token: UInt64, _ thousandths: Int) -> Bool {
    guard let slot = runningSlot(job, token) else { return false }
    withDetails(slot) { $0.progressThousandths = thousandths }
    return true
  }

  func failAttempt(
    _ job: JobID, _ token: UInt64, _ failure: Failure, _ usage: ResourceUsage?, _ context: FoldContext
  ) -> Bool {
    guard let slot = runningSlot(job, token) else { return false }
    rows[Int(slot)].failures += 1
    withDetails(slot) { $0.endAttempt(at: context.time, failure: failure, usage: usage) }
    return true
  }

  func scheduleAgain(
    _ job: JobID, _ token: UInt64, _ dueAt: Timestamp, isSnooze: Bool, _ context: FoldContext
  ) -> Bool {
    guard let slot = runningSlot(job, token) else { return false }
    if isSnooze { withDetails(slot) { $0.endAttempt(at: context.time, failure: nil, usage: nil) } }
    leaveWorker(slot)
    rows[Int(slot)].readyAt = dueAt
    move(slot, to: .scheduled)
    return true
  }

  func complete(
    _ job: JobID, _ token: UInt64, hasResult: Bool, _ usage: ResourceUsage?, _ context: FoldContext
  ) -> Bool {
    guard let slot = runningSlot(job, token) else { return false }
    withDetails(slot) { details in
      details.endAttempt(at: context.time, failure: nil, usage: usage)
      details.failure = nil
      if hasResult { details.resultSequence = context.sequence }
    }
    end(slot, as: .completed, context)
    return true
  }

  func fail(_ job: JobID, _ token: UInt64?, _ failure: Failure, _ context: FoldContext) -> Bool {
    guard let slot = endableSlot(job, token) else { return false }
    withDetails(slot) { $0.failure = failure }
    latestFailure = job
    end(slot, as: .failed, context)
    return true
  }

  func deadLetter(_ job: JobID) -> Bool {
    guard let slot = slots[job], rows[Int(slot)].state == .failed, details[slot]?.isDead != true else { return false }
    withDetails(slot) { $0.isDead = true }
    deadCount += 1
    return true
  }

  func requestCancel(_ job: JobID) -> Bool {
    guard let slot = slots[job], rows[Int(slot)].state == .running else { return false }
    withDetails(slot) { $0.isCancelRequested = true }
    return true
  }

  func cancel(_ job: JobID, _ token: UInt64?, _ context: FoldContext) -> Bool {
    guard let slot = endableSlot(job, token) else { return false }
    withDetails(slot) { $0.endAttempt(at: context.time, failure: nil, usage: nil) }
    end(slot, as: .cancelled, context)
    return true
  }

  func retry(_ job: JobID, _ context: FoldContext) -> Bool {
    guard let slot = slots[job], rows[Int(slot)].state.isTerminal else { return false }
    if details[slot]?.isDead == true { deadCount -= 1 }
    rows[Int(slot)].failures = 0
    rows[Int(slot)].losses = 0
    rows[Int(slot)].readyAt = context.time
    withDetails(slot) { details in
      details.isDead = false
      details.isCancelRequested = false
      details.finishedAt = nil
      details.progressThousandths = nil
      details.resultSequence = nil
    }
    if let key = details[slot]?.key { keys[key] = job }
    if let schedule = details[slot]?.schedule { _ = schedules.update(schedule) { $0.liveJobs.append(job) } }
    move(slot, to: .pending)
    return true
  }

  func loseAttempt(
    _ job: JobID, _ token: UInt64, _ reason: String, isCounted: Bool, _ context: FoldContext
  ) -> Bool {
    guard let slot = runningSlot(job, token) else { return false }
    if isCounted { rows[Int(slot)].losses &+= 1 }
    let failure = Failure(kind: .lost, message: reason)
    withDetails(slot) { $0.endAttempt(at: context.time, failure: failure, usage: nil) }
    leaveWorker(slot)
    rows[Int(slot)].readyAt = context.time
    move(slot, to: .pending)
    return true
  }

  func mature(through: Timestamp, max: Int) -> Bool {
    var count = 0
    while count < max, let slot = due.first, rows[Int(slot)].readyAt <= through {
      move(slot, to: .pending)
      count += 1
    }
    return count > 0
  }

  func settle(_ job: JobID, max: Int, _ context: FoldContext) -> Bool {
    guard var waiting = dependents[job], unsettled.contains(job) else { return false }
    for dependent in waiting.prefix(max) { resolve(dependent, context) }
    waiting.removeFirst(min(max, waiting.count))
    if waiting.isEmpty {
      dependents[job] = nil
      unsettled.removeAll { $0 == job }
    } else {
      dependents[job] = waiting
    }
    return true
  }
}

/// The mechanics under the transitions.
extension SchedulerState {
  /// Adds a job, the newest so far, to everything that is computed from the rows.
  func insert(_ row: JobRow, at slot: UInt32) {
    rows.append(row)
    slots.insert(row.id, slot: slot)
    counters.add(row)
    enterIndexes(slot)
  }

  /// The slot of a job that runs under this very token.
  func runningSlot(_ job: JobID, _ token: UInt64) -> UInt32? {
    guard let slot = slots[job], rows[Int(slot)].state == .running, details[slot]?.attempts.last?.token == token
    else { return nil }
    return slot
  }

  /// The slot of a job that can end: running under the token, or, without one, waiting.
  private func endableSlot(_ job: JobID, _ token: UInt64?) -> UInt32? {
    if let token { return runningSlot(job, token) }
    guard let slot = slots[job] else { return nil }
    let state = rows[Int(slot)].state
    return state.isTerminal || state == .running ? nil : slot
  }

  func withDetails(_ slot: UInt32, _ change: (inout JobDetails) -> Void) {
    change(&details[slot, default: JobDetails()])
  }

  /// Every change of state goes through here, so that counters and heaps never drift from the rows.
  private func move(_ slot: UInt32, to state: JobState) {
    leaveIndexes(slot)
    counters.move(rows[Int(slot)], to: state)
    rows[Int(slot)].state = state
    enterIndexes(slot)
  }

  private func enterIndexes(_ slot: UInt32) {
    switch rows[Int(slot)].state {
    case .pending: ready.insert(slot, in: &rows)
    case .scheduled: due.insert(slot, in: &rows)
    default: break
    }
  }

  private func leaveIndexes(_ slot: UInt32) {
    switch rows[Int(slot)].state {
    case .pending: ready.remove(slot, in: &rows)
    case .scheduled: due.remove(slot, in: &rows)
    default: break
    }
  }

  private func leaveWorker(_ slot: UInt32) {
    guard let worker = details[slot]?.worker else { return }
    workers.ended(rows[Int(slot)].id, by: worker)
    withDetails(slot) { $0.worker = nil }
  }

  private func end(_ slot: UInt32, as state: JobState, _ context: FoldContext) {
    let id = rows[Int(slot)].id
    leaveWorker(slot)
    withDetails(slot) { $0.finishedAt = context.time }
    if let key = details[slot]?.key, keys[key] == id { keys[key] = nil }
    if let schedule = details[slot]?.schedule {
      _ = schedules.update(schedule) { $0.liveJobs.removeAll { $0 == id } }
    }
    move(slot, to: state)
    if dependents[id] != nil { unsettled.append(id) }
  }

  /// Registers `job` with every job of `after` that has not ended, and counts those.
  private func awaitEnds(of after: [JobID], by job: JobID) -> Int {
    var count = 0
    for other in after {
      guard let slot = slots[other], !rows[Int(slot)].state.isTerminal else { continue }
      dependents[other, default: []].append(job)
      count += 1
    }
    return count
  }

  private func resolve(_ job: JobID, _ context: FoldContext) {
    guard let slot = slots[job], rows[Int(slot)].state == .blocked else { return }
    withDetails(slot) { $0.unresolved -= 1 }
    guard details[slot]?.unresolved == 0 else { return }
    let row = rows[Int(slot)]
    // One that was due when it was enqueued stays so, though the clock was set back since.
    let isDue = row.readyAt <= max(row.enqueuedAt, context.time)
    rows[Int(slot)].readyAt = max(rows[Int(slot)].readyAt, context.time)
    move(slot, to: isDue ? .pending : .scheduled)
  }
}

extension JobDetails {
  /// Adds an attempt, dropping the middle of a long history.
  fileprivate mutating func append(_ attempt: AttemptSummary) {
    let kept = Limits.attemptsKeptAtEachEnd
    if attempts.count == 2 * kept { attempts.remove(at: kept) }
    attempts.append(attempt)
  }

  /// Closes the attempt under way; its failure becomes the job's.
  fileprivate mutating func endAttempt(at time: Timestamp, failure newFailure: Failure?, usage: ResourceUsage?) {
    guard let last = attempts.indices.last, attempts[last].finishedAt == nil else { return }
    attempts[last].finishedAt = time
    attempts[last].failure = newFailure
    attempts[last].usage = usage
    if let newFailure { failure = newFailure }
  }
}
