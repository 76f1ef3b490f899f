extension SchedulerEvent {
  /// A record as subscribers see it; the state adds what the record leaves out (a job's type, an attempt's number).
  package init(_ recorded: RecordedEvent, sequence: UInt64, in state: SchedulerState) {
    self.init(sequence: sequence, time: recorded.time, kind: recorded.event.kind.name)
    actor = recorded.actor
    epoch = recorded.epoch
    fill(from: recorded.event, in: state)
    guard let job, let summary = state.summary(of: job) else { return }
    type = summary.type
    queue = summary.queue
  }

  private mutating func fill(from event: Event, in state: SchedulerState) {
    switch event {
    case .jobEnqueued(let enqueued):
      job = JobID(sequence)
      type = enqueued.request.type
      queue = enqueued.queue
      schedule = enqueued.schedule.flatMap { state.schedules[$0]?.definition.name }
      to = enqueued.dueAt != nil ? .scheduled : enqueued.after.isEmpty ? .pending : .blocked
    case .jobStarted(let id, let workerID):
      setAttempt(id, token: sequence, in: state)
      worker = worker ?? state.workers[workerID]?.identity.name
      change(.pending, .running)
    case .jobProgressed(let id, let token, let thousandths):
      setAttempt(id, token: token, in: state)
      detail = "\(thousandths / 10) %"
    case .attemptFailed(let id, let token, let failure, _):
      setAttempt(id, token: token, in: state)
      detail = "\(failure.kind): \(failure.message)"
    case .retryScheduled(let id, let token, let dueAt), .jobSnoozed(let id, let token, let dueAt):
      setAttempt(id, token: token, in: state)
      change(.running, .scheduled)
      detail = "in \(DurationText.rounded(milliseconds: dueAt.milliseconds - time.milliseconds))"
    case .jobCompleted(let id, let token, _, _):
      setAttempt(id, token: token, in: state)
      change(.running, .completed)
    case .jobFailed(let id, let token, let failure):
      setAttempt(id, token: token, in: state)
      to = .failed
      from = token == nil ? nil : .running
      detail = "\(failure.kind): \(failure.message)"
    case .jobDeadLettered(let id): job = id
    case .cancelRequested(let id, let reason):
      job = id
      detail = reason
    case .jobCancelled(let id, let token, let before, let reason):
      setAttempt(id, token: token, in: state)
      change(before, .cancelled)
      detail = reason
    case .jobRetried(let id, let before):
      job = id
      change(before, .pending)
    case .attemptLost(let id, let token, let reason, _):
      setAttempt(id, token: token, in: state)
      change(.running, .pending)
      detail = reason
    case .reportRefused(let id, let token):
      setAttempt(id, token: token, in: state)
      detail = "a report about an attempt that had been taken back"
    case .matured, .settled: break
    default: fillHouse(from: event, in: state)
    }
  }

  private mutating func fillHouse(from event: Event, in state: SchedulerState) {
    switch event {
    case .scheduleAdded(let definition, _, _), .scheduleUpdated(_, let definition, _):
      schedule = definition.name
      type = definition.template.type
    case .scheduleRemoved(let id), .scheduleEnabled(let id, _, _), .scheduleDisabled(let id, _):
      schedule = state.schedules[id]?.definition.name
    case .scheduleFired(let id, let instant, _, let isManual):
      schedule = state.schedules[id]?.definition.name
      nominal = instant
      detail = isManual ? "triggered by hand" : nil
    case .scheduleMissed(let id, let count, let through, _, let cause):
      schedule = state.schedules[id]?.definition.name
      nominal = through
      detail = "\(count) missed: \(cause)"
    case .scheduleRevised(let id, _, let cause):
      schedule = state.schedules[id]?.definition.name
      detail = "\(cause)"
    case .machineStarted: detail = "the machine has started since schedules were fired last"
    case .typeConfigured(let definition):
      type = definition.name
      detail = definition.source
    case .queueConfigured(let definition):
      queue = definition.name
      detail = definition.source
    case .paused(let scope), .resumed(let scope):
      switch scope {
      case .everything: detail = "everything"
      case .type(let name): type = name
      case .queue(let name): queue = name
      }
    case .workerJoined(let identity):
      worker = identity.name
      detail = "\(identity.kind), pid \(identity.processID), \(identity.slots) slots"
    case .workerLeft(let id), .workerLost(let id): setWorker(id, in: state)
    case .leaderElected(let id, let newEpoch):
      setWorker(id, in: state)
      epoch = newEpoch
    case .foldRaised(let version): detail = "version \(version)"
    default: break
    }
  }

  /// A worker that is gone is known by its record only.
  private mutating func setWorker(_ id: UInt64, in state: SchedulerState) {
    worker = state.workers[id]?.identity.name
    if worker == nil { detail = "the worker that joined with record \(id)" }
  }

  private mutating func setAttempt(_ id: JobID, token: UInt64?, in state: SchedulerState) {
    job = id
    guard let token, let found = state.attempts(of: id).last(where: { $0.token == token }) else { return }
    attempt = found.number
    worker = found.worker
  }

  private mutating func change(_ before: JobState, _ after: JobState) {
    from = before
    to = after
  }
}
