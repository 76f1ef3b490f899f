import Daybook

/// The fields of a record by the names that docs/journal-format.md gives them, in the order in which they are written.
struct RecordFields {
  /// The job that the record is about; nil for a new one, whose id is the record's sequence.
  private(set) var job: UInt64?
  private(set) var members: [JSONText.Member] = []

  init(_ event: Event) {
    switch event {
    case .jobEnqueued(let enqueued): add(RecordValues.enqueued(enqueued))
    case .jobStarted(let job, let worker): about(job, ["worker": .count(worker)])
    case .jobProgressed(let job, let token, let thousandths):
      about(job, ["token": .count(token), "thousandths": .count(thousandths)])
    case .attemptFailed(let job, let token, let failure, let usage):
      about(
        job,
        ["token": .count(token), "failure": RecordValues.failure(failure), "usage": RecordValues.usage(usage)])
    case .retryScheduled(let job, let token, let due), .jobSnoozed(let job, let token, let due):
      about(job, ["token": .count(token), "due": InstantText.json(due)])
    case .jobCompleted(let job, let token, let result, let usage):
      about(
        job,
        ["token": .count(token), "usage": RecordValues.usage(usage), "result": RecordValues.payload(result ?? [])])
    case .jobFailed(let job, let token, let failure):
      about(job, ["token": .count(token), "failure": RecordValues.failure(failure)])
    case .jobDeadLettered(let job): about(job, [:])
    case .cancelRequested(let job, let reason): about(job, ["reason": .text(reason)])
    case .jobCancelled(let job, let token, let from, let reason):
      about(job, ["token": .count(token), "from": .string(from.description), "reason": .text(reason)])
    case .jobRetried(let job, let from): about(job, ["from": .string(from.description)])
    case .attemptLost(let job, let token, let reason, let isCounted):
      about(job, ["token": .count(token), "reason": .string(reason), "counted": .boolean(isCounted)])
    case .reportRefused(let job, let token): about(job, ["token": .count(token)])
    case .matured(let through, let max): add(["through": InstantText.json(through), "max": .count(max)])
    case .settled(let job, let max): about(job, ["max": .count(max)])
    default: addHouse(event)
    }
  }

  /// Schedules, definitions, pauses and workers.
  private mutating func addHouse(_ event: Event) {
    switch event {
    case .scheduleAdded(let definition, let next, let isEnabled):
      add([
        "schedule": RecordValues.schedule(definition), "next": InstantText.json(next), "enabled": .boolean(isEnabled),
      ])
    case .scheduleUpdated(let id, let definition, let next):
      add(["id": .count(id), "schedule": RecordValues.schedule(definition), "next": InstantText.json(next)])
    case .scheduleRemoved(let id): add(["id": .count(id)])
    case .scheduleEnabled(let id, let next, let cause):
      add(["id": .count(id), "next": InstantText.json(next), "cause": .string("\(cause)")])
    case .scheduleDisabled(let id, let cause): add(["id": .count(id), "cause": .string("\(cause)")])
    case .scheduleFired(let id, let nominal, let next, let isManual):
      add([
        "id": .count(id), "nominal": InstantText.json(nominal), "next": InstantText.json(next),
        "manual": .boolean(isManual),
      ])
    case .scheduleMissed(let id, let count, let through, let next, let cause):
      add([
        "id": .count(id), "count": .count(count), "through": InstantText.json(through),
        "next": InstantText.json(next), "miss": .string(cause == .late ? "late" : "overlap"),
      ])
    case .scheduleRevised(let id, let next, let cause):
      add(["id": .count(id), "next": InstantText.json(next), "cause": .string("\(cause)")])
    case .typeConfigured(let type): add(RecordValues.type(type))
    case .queueConfigured(let queue): add(RecordValues.queue(queue))
    case .paused(let scope), .resumed(let scope): add(RecordValues.scope(scope))
    case .workerJoined(let worker): add(RecordValues.worker(worker))
    case .workerLeft(let worker), .workerLost(let worker): add(["worker": .count(worker)])
    case .leaderElected(let worker, let epoch): add(["worker": .count(worker), "epoch": .count(epoch)])
    case .machineStarted(let boot): add(["boot": .string(boot)])
    case .foldRaised(let version): add(["version": .count(version)])
    case .jobEnqueued, .jobStarted, .jobProgressed, .attemptFailed, .retryScheduled, .jobSnoozed, .jobCompleted,
      .jobFailed, .jobDeadLettered, .cancelRequested, .jobCancelled, .jobRetried, .attemptLost, .reportRefused,
      .matured,
      .settled:
      preconditionFailure("the fields of \(event.kind.name) are those of a job")
    }
  }

  private mutating func about(_ job: JobID, _ fields: KeyValuePairs<String, JSONText>) {
    self.job = job.rawValue
    add(fields)
  }

  private mutating func add(_ fields: KeyValuePairs<String, JSONText>) {
    members += fields.map { .init(key: $0.key, value: $0.value) }
  }
}
