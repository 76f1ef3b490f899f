import Daybook

/// Walks the records of a log and checks the promises that the log alone can break.
///
/// It knows nothing of the fold: jobs, schedules and workers are followed by rules of its own, written from semantics.md.
struct LogAudit {
  private(set) var jobs: [JobID: AuditedJob] = [:]
  private(set) var violations: [String] = []
  /// Late reports, which are kept for people and change nothing.
  private(set) var refusedReports = 0
  private var schedules: [UInt64: AuditedSchedule] = [:]
  /// The jobs that each worker runs.
  private var workers: [UInt64: Set<JobID>] = [:]
  private var epoch: UInt64 = 0
  private var sequence: UInt64 = 0
  private var time = Timestamp(milliseconds: 0)
  private var hasClockGoneBack = false

  /// How many jobs are in a state.
  func count(_ state: JobState) -> Int { jobs.values.count { $0.state == state } }

  mutating func audit(_ bytes: [UInt8], sequence: UInt64) {
    self.sequence = sequence
    do {
      let recorded = try bytes.withUnsafeBytes { try RecordedEvent(decoding: $0, keepsPayload: false) }
      if recorded.time < time {
        hasClockGoneBack = true
        for id in schedules.keys { schedules[id]?.hasClockGoneBack = true }
      }
      time = recorded.time
      try audit(recorded.event)
    } catch {
      violations.append("record \(sequence): \(error)")
    }
  }

  private mutating func audit(_ event: Event) throws {
    switch event {
    case .reportRefused: refusedReports += 1
    case .workerJoined: workers[sequence] = []
    case .workerLeft(let worker), .workerLost(let worker):
      guard let running = workers.removeValue(forKey: worker) else {
        throw Violation("I13: worker \(worker) is not there")
      }
      if !running.isEmpty { throw Violation("I3: worker \(worker) left with \(running) running") }
    case .leaderElected(let worker, let next):
      guard next > epoch, workers[worker] != nil else { throw Violation("I4: epoch \(next) after \(epoch)") }
      epoch = next
    case .scheduleAdded(let definition, let nextFire, _):
      schedules[sequence] = AuditedSchedule(definition.trigger, nextFire: nextFire)
      schedules[sequence]?.hasClockGoneBack = hasClockGoneBack
    case .scheduleUpdated(let id, let definition, let nextFire):
      schedules[id]?.restart(definition.trigger, nextFire: nextFire)
    case .scheduleEnabled(let id, let nextFire, _): schedules[id]?.restart(nil, nextFire: nextFire)
    case .scheduleDisabled(let id, _): schedules[id]?.restart(nil, nextFire: nil)
    case .scheduleFired(let id, let nominal, let nextFire, let isManual):
      if !isManual { try schedules[id]?.fire(nominal, nextFire: nextFire, at: time) }
    case .scheduleRevised(let id, let nextFire, _): schedules[id]?.restart(nil, nextFire: nextFire)
    case .scheduleMissed(let id, let count, let through, let nextFire, _):
      try schedules[id]?.miss(count, through: through, nextFire: nextFire, at: time)
    default: try auditJob(event)
    }
  }

  private mutating func auditJob(_ event: Event) throws {
    switch event {
    case .jobEnqueued(let job):
      let waits = Set(job.after.filter { jobs[$0].map { !$0.state.isTerminal } ?? false })
      jobs[JobID(sequence)] = AuditedJob(job, waitsFor: waits)
    case .matured(let through, _):
      if through > time { throw Violation("I14: matured through \(through), at \(time)") }
      for id in jobs.keys { jobs[id]?.mature(through: through) }
    case .settled(let ended, _):
      for id in jobs.keys { jobs[id]?.settle(ended) }
    case .jobStarted(let id, let worker):
      guard workers[worker] != nil else {
        throw Violation("I4: \(id) was started by worker \(worker), which is not there")
      }
      let token = sequence
      try change(id) { try $0.start(token: token, worker: worker) }
    case .jobProgressed(let id, let token, _): try change(id) { try $0.require(token) }
    case .attemptFailed(let id, let token, _, _): try change(id) { try $0.fail(token) }
    case .retryScheduled(let id, let token, let dueAt): try change(id) { try $0.retry(token, dueAt) }
    case .jobSnoozed(let id, let token, let dueAt): try change(id) { try $0.snooze(token, dueAt) }
    case .attemptLost(let id, let token, _, _): try change(id) { try $0.lose(token) }
    case .jobCompleted(let id, let token, _, _): try change(id) { try $0.end(.completed, token) }
    case .jobFailed(let id, let token, _): try change(id) { try $0.end(.failed, token) }
    case .jobCancelled(let id, let token, let from, _):
      if jobs[id]?.state != from { throw Violation("I13: \(id) was cancelled as \(from)") }
      try change(id) { try $0.end(.cancelled, token) }
    case .jobRetried(let id, _): try change(id) { try $0.revive() }
    case .cancelRequested(let id, _):
      try change(id) { if $0.state != .running { throw Violation("I13: told to stop as \($0.state)") } }
    case .jobDeadLettered(let id):
      try change(id) { if $0.state != .failed { throw Violation("I13: a dead letter as \($0.state)") } }
    default: break
    }
  }

  /// Changes a job, and keeps what the workers run.
  private mutating func change(_ id: JobID, _ body: (inout AuditedJob) throws -> Void) throws {
    guard var job = jobs[id] else { throw Violation("I1: \(id) was never enqueued") }
    do {
      try body(&job)
    } catch {
      throw Violation("\(id): \(error)")
    }
    if let worker = jobs[id]?.worker, worker != job.worker { workers[worker]?.remove(id) }
    if let worker = job.worker { workers[worker]?.insert(id) }
    jobs[id] = job
  }
}

/// A promise that does not hold.
struct Violation: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) {
    self.description = description
  }
}
