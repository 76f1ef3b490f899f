/// The fields of each kind, in file order. Reading mirrors writing line by line; keep the two next to each other.
extension Event {
  func encode(to writer: inout RecordWriter) {
    switch self {
    case .jobEnqueued, .jobStarted, .jobProgressed, .attemptFailed, .retryScheduled, .jobSnoozed, .jobCompleted,
      .jobFailed, .jobDeadLettered, .cancelRequested, .jobCancelled, .jobRetried, .attemptLost, .reportRefused,
      .matured,
      .settled:
      encodeJob(to: &writer)
    case .scheduleAdded, .scheduleUpdated, .scheduleRemoved, .scheduleEnabled, .scheduleDisabled, .scheduleFired,
      .scheduleMissed, .scheduleRevised:
      encodeSchedule(to: &writer)
    case .typeConfigured, .queueConfigured, .paused, .resumed, .workerJoined, .workerLeft, .workerLost,
      .leaderElected, .machineStarted, .foldRaised:
      encodeHouse(to: &writer)
    }
  }

  init(
    decoding kind: EventKind, from reader: inout RecordReader, keepsPayload: Bool
  ) throws(RecordError) {
    switch kind {
    case .jobEnqueued:
      self = .jobEnqueued(try JobEnqueued(from: &reader, keepsPayload: keepsPayload))
    case .jobStarted, .jobProgressed, .attemptFailed, .retryScheduled, .jobSnoozed, .jobCompleted, .jobFailed,
      .jobDeadLettered, .cancelRequested, .jobCancelled, .jobRetried, .attemptLost, .reportRefused, .matured, .settled:
      self = try Event.job(kind, from: &reader)
    case .scheduleAdded, .scheduleUpdated, .scheduleRemoved, .scheduleEnabled, .scheduleDisabled, .scheduleFired,
      .scheduleMissed, .scheduleRevised:
      self = try Event.schedule(kind, from: &reader)
    case .typeConfigured, .queueConfigured, .paused, .resumed, .workerJoined, .workerLeft, .workerLost,
      .leaderElected, .machineStarted, .foldRaised:
      self = try Event.house(kind, from: &reader)
    }
  }
}

extension Event {
  private func encodeJob(to writer: inout RecordWriter) {
    switch self {
    case .jobEnqueued(let job):
      job.encode(to: &writer)
    case .jobStarted(let job, let worker):
      writer.job(job)
      writer.unsigned(worker)
    case .jobProgressed(let job, let token, let thousandths):
      writer.attempt(job, token)
      writer.count(thousandths)
    case .attemptFailed(let job, let token, let failure, let usage):
      writer.attempt(job, token)
      writer.failure(failure)
      writer.optional(usage) { $0.usage($1) }
    case .retryScheduled(let job, let token, let dueAt), .jobSnoozed(let job, let token, let dueAt):
      writer.attempt(job, token)
      writer.time(dueAt)
    case .jobCompleted(let job, let token, let result, let usage):
      writer.attempt(job, token)
      writer.optional(usage) { $0.usage($1) }
      writer.optional(result) { $0.blob($1) }
    case .jobFailed(let job, let token, let failure):
      writer.job(job)
      writer.optional(token) { $0.unsigned($1) }
      writer.failure(failure)
    case .jobDeadLettered(let job):
      writer.job(job)
    case .cancelRequested(let job, let reason):
      writer.job(job)
      writer.optional(reason) { $0.text($1) }
    case .jobCancelled(let job, let token, let from, let reason):
      writer.job(job)
      writer.optional(token) { $0.unsigned($1) }
      writer.byte(from.rawValue)
      writer.optional(reason) { $0.text($1) }
    case .jobRetried(let job, let from):
      writer.job(job)
      writer.byte(from.rawValue)
    case .attemptLost(let job, let token, let reason, let isCounted):
      writer.attempt(job, token)
      writer.text(reason)
      writer.flag(isCounted)
    case .reportRefused(let job, let token):
      writer.attempt(job, token)
    case .matured(let through, let max):
      writer.time(through)
      writer.count(max)
    case .settled(let job, let max):
      writer.job(job)
      writer.count(max)
    default:
      preconditionFailure("\(kind) is not a job's record")
    }
  }

  private static func job(_ kind: EventKind, from reader: inout RecordReader) throws(RecordError) -> Event {
    switch kind {
    case .jobStarted: return .jobStarted(job: try reader.job(), worker: try reader.unsigned())
    case .jobProgressed:
      return .jobProgressed(
        job: try reader.job(), token: try reader.unsigned(), thousandths: try reader.count())
    case .attemptFailed:
      return .attemptFailed(
        job: try reader.job(), token: try reader.unsigned(), failure: try reader.failure(),
        usage: try reader.optionalUsage())
    case .retryScheduled:
      return .retryScheduled(job: try reader.job(), token: try reader.unsigned(), dueAt: try reader.time())
    case .jobSnoozed:
      return .jobSnoozed(job: try reader.job(), token: try reader.unsigned(), dueAt: try reader.time())
    case .jobCompleted:
      let job = try reader.job()
      let token = try reader.unsigned()
      let usage = try reader.optionalUsage()
      return .jobCompleted(job: job, token: token, result: try reader.optionalBlob(), usage: usage)
    case .jobFailed:
      return .jobFailed(
        job: try reader.job(), token: try reader.optionalUnsigned(), failure: try reader.failure())
    case .jobDeadLettered: return .jobDeadLettered(job: try reader.job())
    case .cancelRequested: return .cancelRequested(job: try reader.job(), reason: try reader.optionalText())
    case .jobCancelled:
      return .jobCancelled(
        job: try reader.job(), token: try reader.optionalUnsigned(), from: try reader.state(),
        reason: try reader.optionalText())
    case .jobRetried: return .jobRetried(job: try reader.job(), from: try reader.state())
    case .attemptLost:
      return .attemptLost(
        job: try reader.job(), token: try reader.unsigned(), reason: try reader.text(),
        isCounted: try reader.flag())
    case .reportRefused: return .reportRefused(job: try reader.job(), token: try reader.unsigned())
    case .matured: return .matured(through: try reader.time(), max: try reader.count())
    case .settled: return .settled(job: try reader.job(), max: try reader.count())
    default: preconditionFailure("\(kind) is not a job's record")
    }
  }
}

extension Event {
  private func encodeSchedule(to writer: inout RecordWriter) {
    switch self {
    case .scheduleAdded(let definition, let nextFire, let isEnabled):
      definition.encode(to: &writer)
      writer.optional(nextFire) { $0.time($1) }
      writer.flag(isEnabled)
    case .scheduleUpdated(let id, let definition, let nextFire):
      writer.unsigned(id)
      definition.encode(to: &writer)
      writer.optional(nextFire) { $0.time($1) }
    case .scheduleRemoved(let id):
      writer.unsigned(id)
    case .scheduleEnabled(let id, let nextFire, let cause):
      writer.unsigned(id)
      writer.optional(nextFire) { $0.time($1) }
      writer.byte(cause.rawValue)
    case .scheduleDisabled(let id, let cause):
      writer.unsigned(id)
      writer.byte(cause.rawValue)
    case .scheduleFired(let id, let nominal, let nextFire, let isManual):
      writer.unsigned(id)
      writer.time(nominal)
      writer.optional(nextFire) { $0.time($1) }
      writer.flag(isManual)
    case .scheduleMissed(let id, let count, let through, let nextFire, let cause):
      writer.unsigned(id)
      writer.count(count)
      writer.time(through)
      writer.optional(nextFire) { $0.time($1) }
      writer.byte(cause.rawValue)
    case .scheduleRevised(let id, let nextFire, let cause):
      writer.unsigned(id)
      writer.optional(nextFire) { $0.time($1) }
      writer.byte(cause.rawValue)
    default:
      preconditionFailure("\(kind) is not a schedule's record")
    }
  }

  private static func schedule(_ kind: EventKind, from reader: inout RecordReader) throws(RecordError) -> Event {
    switch kind {
    case .scheduleAdded:
      return .scheduleAdded(
        definition: try ScheduleDefinition(from: &reader), nextFire: try reader.optionalTime(),
        isEnabled: try reader.flag())
    case .scheduleUpdated:
      return .scheduleUpdated(
        id: try reader.unsigned(), definition: try ScheduleDefinition(from: &reader),
        nextFire: try reader.optionalTime())
    case .scheduleRemoved: return .scheduleRemoved(id: try reader.unsigned())
    case .scheduleEnabled:
      return .scheduleEnabled(
        id: try reader.unsigned(), nextFire: try reader.optionalTime(),
        cause: try reader.word(EnablementCause.self))
    case .scheduleDisabled:
      return .scheduleDisabled(id: try reader.unsigned(), cause: try reader.word(EnablementCause.self))
    case .scheduleFired:
      return .scheduleFired(
        id: try reader.unsigned(), nominal: try reader.time(), nextFire: try reader.optionalTime(),
        isManual: try reader.flag())
    case .scheduleMissed:
      return .scheduleMissed(
        id: try reader.unsigned(), count: try reader.count(), through: try reader.time(),
        nextFire: try reader.optionalTime(), cause: try reader.word(MissCause.self))
    case .scheduleRevised:
      return .scheduleRevised(
        id: try reader.unsigned(), nextFire: try reader.optionalTime(), cause: try reader.word(RevisionCause.self))
    default: preconditionFailure("\(kind) is not a schedule's record")
    }
  }
}

extension Event {
  private func encodeHouse(to writer: inout RecordWriter) {
    switch self {
    case .typeConfigured(let type):
      type.encode(to: &writer)
    case .queueConfigured(let queue):
      queue.encode(to: &writer)
    case .paused(let scope), .resumed(let scope):
      scope.encode(to: &writer)
    case .workerJoined(let identity):
      identity.encode(to: &writer)
      if identity.hasAddition { identity.encodeAddition(to: &writer) }
    case .workerLeft(let worker), .workerLost(let worker):
      writer.unsigned(worker)
    case .leaderElected(let worker, let epoch):
      writer.unsigned(worker)
      writer.unsigned(epoch)
    case .machineStarted(let bootIdentifier):
      writer.text(bootIdentifier)
    case .foldRaised(let version):
      writer.count(version)
    default:
      preconditionFailure("\(kind) is not a record of the house")
    }
  }

  private static func house(_ kind: EventKind, from reader: inout RecordReader) throws(RecordError) -> Event {
    switch kind {
    case .typeConfigured: return .typeConfigured(try TypeDefinition(from: &reader))
    case .queueConfigured: return .queueConfigured(try QueueDefinition(from: &reader))
    case .paused: return .paused(try PauseScope(from: &reader))
    case .resumed: return .resumed(try PauseScope(from: &reader))
    case .workerJoined:
      var identity = try WorkerDescription(from: &reader)
      if reader.remaining > 0 {
        try identity.readAddition(from: &reader)
        guard identity.hasAddition else { throw .malformed("an addition to a worker that says nothing") }
      }
      return .workerJoined(identity)
    case .workerLeft: return .workerLeft(worker: try reader.unsigned())
    case .workerLost: return .workerLost(worker: try reader.unsigned())
    case .leaderElected:
      return .leaderElected(worker: try reader.unsigned(), epoch: try reader.unsigned())
    case .machineStarted: return .machineStarted(bootIdentifier: try reader.text())
    case .foldRaised: return .foldRaised(version: try reader.count())
    default: preconditionFailure("\(kind) is not a record of the house")
    }
  }
}
