package import Cron
import Glibc
package import Journal
import Synchronization

/// One process's scheduler state, kept up with the journal, and the way to change it.
///
/// One thread owns the log: it waits for requests and for other processes' appends, folds, decides, appends and syncs.
/// Requests that arrive while a sync is under way share the next append and its sync (group commit). Everyone else reads
/// the state under a lock, or asks for a change and waits until it is durable.
package final class Engine: Sendable {
  /// How long the thread waits before it looks at the files although nobody told it to.
  private static let slowPollMilliseconds: Int32 = 1000
  /// How long it waits after it could not read the journal.
  private static let failurePauseMicroseconds: UInt32 = 500_000
  /// How long it stays awake after a commit.
  private static let lingering = Duration.microseconds(50)

  struct Queue {
    var pending: [any EngineCore.Pending] = []
    var observers: [UInt64: @Sendable () -> Void] = [:]
    var nextObserver: UInt64 = 0
    var isClosed = false
    /// Whether the thread has done its last.
    var hasEnded = false
    /// Syncs that failed after their changes had been acknowledged.
    var lateFailures: [String] = []
    /// Whether the thread sleeps, or is about to, and has to be woken.
    var isAsleep = false
    /// What stopped the engine from following the journal.
    var failure: DaybookError?
  }

  /// Guards the core: the thread holds it while it folds and decides, readers while they look.
  private struct Core: @unchecked Sendable {
    let core: EngineCore
  }

  private let core: Mutex<Core>
  let queue = Mutex(Queue())
  private let actor: Actor
  private let time: any TimeSource
  private let triggers: TriggerClock
  /// The journal's directory; nil for logs elsewhere.
  let directory: String?
  /// When a change counts as accepted.
  package let durability: Durability
  /// Replaced only when the log is reopened after a failed append.
  private let log: Mutex<any JournalStore>

  /// Opens a log, folds all of it, and starts the thread.
  ///
  /// - Parameters:
  ///   - directory: where the log lies, if it lies in a directory: its workers are looked for there.
  ///   - durability: that with which `makeStore` opens it.
  ///   - progress: told how far the log has been read.
  ///   - makeStore: opens the log; called again after a failed append, to read back what is really there.
  package static func open(
    actor: Actor, time: any TimeSource = SystemTime(), random: any RandomSource = SystemRandom(),
    directory: String? = nil, durability: Durability = .always, progress: OpeningProgress.Receiver? = nil,
    makeStore: @escaping @Sendable () throws -> any JournalStore
  ) throws(DaybookError) -> Engine {
    do {
      let triggers = TriggerClock()
      let core = try EngineCore(
        time: time, random: random, triggers: triggers, progress: progress, makeStore: makeStore)
      let engine = Engine(
        core: core, actor: actor, time: time, triggers: triggers, directory: directory, durability: durability)
      BlockingThread.start { engine.work() }
      return engine
    } catch {
      throw DaybookError(wrapping: error)
    }
  }

  private init(
    core: EngineCore, actor: Actor, time: any TimeSource, triggers: TriggerClock, directory: String?,
    durability: Durability
  ) {
    self.durability = durability
    self.time = time
    self.triggers = triggers
    self.directory = directory
    log = Mutex(core.log)
    self.core = Mutex(Core(core: core))
    self.actor = actor
  }

  /// Looks at the state. The state must not leave the closure; be quick, the journal waits.
  package func read<T>(_ body: (SchedulerState) throws -> T) rethrows -> T {
    try core.withLock { try body($0.core.state) }
  }

  /// Asks for a change; returns once it is accepted, which is when it is on disk unless the durability is a weaker one.
  ///
  /// - Throws: the decision's refusal, or `.outcomeUnknown`, `.storage`, `.closed` when the append failed.
  @discardableResult
  package func perform<D: Decision>(_ decision: D) async throws(DaybookError) -> D.Outcome {
    let result: Result<D.Outcome, DaybookError> = await withCheckedContinuation { continuation in
      let waiting = WaitingDecision(decision, actor: actor, continuation)
      let (isClosed, isAsleep) = queue.withLock { queue in
        if !queue.isClosed { queue.pending.append(waiting) }
        return (queue.isClosed, queue.isAsleep)
      }
      if isClosed {
        waiting.resume(failure: DaybookError(.closed, "the scheduler is closed"))
      } else if isAsleep {
        log.withLock { $0 }.wake()
      }
    }
    return try result.get()
  }

  /// Calls `body` after every change of the state, on the engine's thread.
  package func observe(_ body: @escaping @Sendable () -> Void) -> Observation {
    let id = queue.withLock { queue in
      queue.nextObserver += 1
      queue.observers[queue.nextObserver] = body
      return queue.nextObserver
    }
    return Observation { [weak self] in _ = self?.queue.withLock { $0.observers.removeValue(forKey: id) } }
  }

  /// The payload of a job that the state knows: JSON bytes, empty when it has none.
  package func payload(of job: JobID) throws(DaybookError) -> [UInt8] {
    do {
      // Not every record is found as quickly as one with a payload, and of compacted ones only those are kept.
      guard let bytes = try store.payloadRecord(job.rawValue) else { return [] }
      let recorded = try bytes.withUnsafeBytes { try RecordedEvent(decoding: $0, keepsPayload: true) }
      guard case .jobEnqueued(let enqueued) = recorded.event else { throw DaybookError.unknownJob(job) }
      return enqueued.request.payload
    } catch {
      throw DaybookError(wrapping: error)
    }
  }

  /// A job's result: JSON bytes, nil when it has none.
  package func result(of job: JobID) throws(DaybookError) -> [UInt8]? {
    guard let sequence = read({ $0.resultSequence(of: job) }),
      case .jobCompleted(_, _, let result, _) = try record(sequence).event
    else { return nil }
    return result
  }

  /// Reads the time zones in use again.
  package func reloadTimeZones() { triggers.reloadZones() }

  /// Changes whenever a time zone in use was found to have other rules.
  package var zoneGeneration: UInt64 { triggers.zoneGeneration }

  /// What applying the declarations would change; nothing is written.
  ///
  /// - Throws: the refusal that applying them would meet.
  package func preview(_ declarations: Declarations) throws(DaybookError) -> DeclarationChanges {
    triggers.reloadZones()
    let result = read { state in
      Result { () throws(DaybookError) in
        try DeclarationComparison(declarations, with: state, now: time.now(), triggers).changes
      }
    }
    return try result.get()
  }

  /// The next fires of a schedule after `time`, with their jitter, `count` at most.
  package func upcomingFires(
    of schedule: ScheduleDefinition, after time: Timestamp, count: Int
  ) throws(DaybookError) -> [UpcomingFire] {
    var fires: [UpcomingFire] = []
    var cursor = time
    while fires.count < count, let nominal = try triggers.next(of: schedule, after: cursor) {
      fires.append(UpcomingFire(nominal: nominal, dueAt: schedule.dueTime(ofFireAt: nominal)))
      cursor = nominal
    }
    return fires
  }

  /// What a schedule's trigger means, and its next fires after `now`, `count` at most; `localZone` tells the times of
  /// triggers that have no zone of their own.
  package func forecast(
    of schedule: ScheduleSummary, now: Timestamp, localZone: TimeZoneRules, count: Int
  ) -> ScheduleForecast {
    triggers.forecast(of: schedule, now: now, localZone: localZone, count: count)
  }

  /// The log underneath, for reading records that are not in the state.
  package var store: any JournalStore { log.withLock { $0 } }

  /// What made the engine stop following the journal, nil while all is well.
  package var failure: DaybookError? { queue.withLock { $0.failure } }

  /// Ends the thread; waiting requests fail with `.closed`. Under a weaker durability, returns when everything is on disk.
  package func close() {
    queue.withLock { $0.isClosed = true }
    log.withLock { $0 }.wake()
    waitForEnd()
  }

  private func record(_ sequence: UInt64) throws(DaybookError) -> RecordedEvent {
    do {
      let bytes = try store.record(sequence)
      return try bytes.withUnsafeBytes { try RecordedEvent(decoding: $0, keepsPayload: true) }
    } catch {
      throw DaybookError(wrapping: error)
    }
  }
}

/// The thread's work.
extension Engine {
  private func work() {
    while true {
      syncIfDue()
      let pending = queue.withLock { queue in
        defer { queue.pending = [] }
        return queue.pending
      }
      if !pending.isEmpty {
        commit(pending)
        linger()
      } else if queue.withLock({ $0.isClosed }) {
        refuseAll()
        return finish()
      } else if sleepUntilChange() {
        follow()
      }
    }
  }

  /// Whoever was just answered often asks again at once: to be there costs less than to sleep and be woken.
  private func linger() {
    let end = ContinuousClock.now + Self.lingering
    while queue.withLock({ $0.pending.isEmpty && !$0.isClosed }), ContinuousClock.now < end { sched_yield() }
  }

  /// Sleeps unless there is something to do; returns whether the log may have grown.
  private func sleepUntilChange() -> Bool {
    let isAsleep = queue.withLock { queue in
      queue.isAsleep = queue.pending.isEmpty && !queue.isClosed
      return queue.isAsleep
    }
    guard isAsleep else { return false }
    defer { queue.withLock { $0.isAsleep = false } }
    let store = store
    let wait = store.millisecondsUntilSync.map { min(Int32(clamping: $0), Self.slowPollMilliseconds) }
    return store.waitForChange(timeoutMilliseconds: wait ?? Self.slowPollMilliseconds)
  }

  private func commit(_ pending: [any EngineCore.Pending]) {
    var failure: DaybookError?
    do {
      let store = try core.withLock { box in
        defer { log.withLock { $0 = box.core.log } }
        try box.core.append(pending)
        return box.core.log
      }
      failure = acknowledge(store)
    } catch {
      failure = DaybookError(wrapping: error)
    }
    if failure != nil { readBack() }
    for decision in pending { decision.resume(failure: failure) }
    notify()
  }

  /// Not under the state's lock: readers look on while the disk works.
  private func acknowledge(_ store: any JournalStore) -> DaybookError? {
    do {
      try store.acknowledge()
      return nil
    } catch {
      core.withLock { $0.core.noteSyncFailure() }
      // The frame is written: whatever the reason, nobody may take this for "nothing happened".
      let failure = DaybookError(wrapping: error)
      return failure.code == .outcomeUnknown ? failure : DaybookError(.outcomeUnknown, failure.message, cause: error)
    }
  }

  /// What was acknowledged before a sync failed may be gone.
  func readBackAfterFailedSync() {
    core.withLock { $0.core.noteSyncFailure() }
    readBack()
  }

  /// Shows readers what is on disk after an append failed; when not even that can be read, the failure stays visible.
  private func readBack() {
    do {
      try core.withLock { box in
        try box.core.rebuildIfAhead()
        log.withLock { $0 = box.core.log }
      }
    } catch {
      queue.withLock { $0.failure = DaybookError(wrapping: error) }
    }
  }

  private func follow() {
    do {
      let hasChanged = try core.withLock { box in
        defer { log.withLock { $0 = box.core.log } }
        try box.core.rebuildIfAhead()
        return try box.core.catchUp()
      }
      queue.withLock { $0.failure = nil }
      if hasChanged { notify() }
    } catch {
      let isNew = queue.withLock { queue in
        defer { queue.failure = DaybookError(wrapping: error) }
        return queue.failure == nil
      }
      if isNew { notify() }
      // What cannot be read now is looked at again, but not without a pause.
      usleep(Self.failurePauseMicroseconds)
    }
  }

  func notify() {
    for observer in queue.withLock({ Array($0.observers.values) }) { observer() }
  }

  private func refuseAll() {
    for decision in queue.withLock({ $0.pending }) {
      decision.resume(failure: DaybookError(.closed, "the scheduler is closed"))
    }
  }
}
