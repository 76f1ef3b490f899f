package import Logging

/// Runs jobs: claims what is ready, runs it, reports how it ended, and fires schedules while it leads.
///
/// The loop wakes when the state changes, an attempt ends or a deadline comes, and then takes one turn: a single append
/// that reports, lets time pass and claims. Nothing is polled.
package actor Worker {
  private struct Running {
    let claimed: ClaimedAttempt
    let control: AttemptControl
    let task: Task<Void, Never>
    /// On the monotonic clock.
    let deadline: Int64?
  }

  /// The longest sleep: a stepped wall clock is noticed after this long at the latest.
  private static let longestSleepMilliseconds: Int64 = 30_000
  private static let retryAfterStorageErrorMilliseconds: Int64 = 1000
  private static let leaveAttempts = 5

  private let engine: Engine
  private let handlers: HandlerRegistry
  private let options: WorkerOptions
  private let presence: any WorkerPresence
  private let actor: Actor
  private let time: any TimeSource
  private let logger: Logger

  private var id: UInt64 = 0
  private var running: [JobID: Running] = [:]
  private var finished: [FinishedAttempt] = []
  private var isStopping = false
  private var shutdownDeadline: Int64?
  private var storageRetryAt: Int64?
  private var timer: (deadline: Int64, task: Task<Void, Never>)?
  private var reviews = ReviewTimes()
  private let wakes = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))

  package init(
    engine: Engine, handlers: HandlerRegistry, options: WorkerOptions, presence: any WorkerPresence, actor: Actor,
    time: any TimeSource = SystemTime(), logger: Logger
  ) {
    self.engine = engine
    self.handlers = handlers
    self.options = options
    self.presence = presence
    self.actor = actor
    self.time = time
    self.logger = logger
  }

  /// Joins, runs jobs until `shutdown`, and leaves.
  ///
  /// - Throws: `.conflict` when another worker serves the journal, and whatever makes the journal unusable; running
  ///   attempts have been stopped then.
  package func run() async throws(DaybookError) {
    do {
      try await join()
    } catch {
      presence.end()
      throw error
    }
    let observation = engine.observe { [wakes] in wakes.continuation.yield() }
    defer { observation.cancel() }
    do {
      wakes.continuation.yield()
      for await _ in wakes.stream {
        presence.beat()
        try await step()
        if isStopping, running.isEmpty, finished.isEmpty { break }
      }
      // The task was cancelled: what runs is interrupted, and handed back below.
      if !running.isEmpty { await abandon() }
      timer?.task.cancel()
      try await leave()
    } catch {
      await abandon()
      presence.end()
      throw error
    }
    presence.end()
  }

  /// Stops claiming; running attempts may finish within the grace period, then they are interrupted.
  package func shutdown() {
    guard shutdownDeadline == nil else { return }
    isStopping = true
    shutdownDeadline = time.monotonicMilliseconds() + options.shutdownGraceMilliseconds
    wakes.continuation.yield()
  }

  /// Stops claiming; running attempts may finish, however long they take.
  package func drain() {
    isStopping = true
    wakes.continuation.yield()
  }

  /// Interrupts running attempts at once.
  package func interrupt() {
    isStopping = true
    shutdownDeadline = time.monotonicMilliseconds()
    wakes.continuation.yield()
  }

  /// The jobs running now.
  package var runningJobs: [JobID] { running.keys.sorted() }

  /// A disk that is full for a moment must not make finished work run again.
  private func leave() async throws(DaybookError) {
    for _ in 1..<Self.leaveAttempts {
      do {
        return try await engine.perform(LeaveWorker(worker: id, unfinished: finished))
      } catch  where error.code == .storage {
        let wait = time.monotonicMilliseconds() + Self.retryAfterStorageErrorMilliseconds
        // A cancelled task does not wait, it only tries again at once.
        try? await time.sleep(untilMonotonic: wait)
      }
    }
    try await engine.perform(LeaveWorker(worker: id, unfinished: finished))
  }

  private func join() async throws(DaybookError) {
    // Asked before the files are looked at: whoever joins after that look is no worker that died.
    let known = Set(engine.read { $0.stats.workers.map(\.id) })
    let living = try presence.settleOthers()
    let identity = WorkerDescription(
      name: presence.name, kind: options.kind, host: actor.host, user: actor.user,
      processID: ThisProcess.processID, slots: options.slots, servesCommands: handlers.commands != nil,
      types: handlers.byType.keys.sorted())
    let outcome = try await engine.perform(JoinWorker(identity: identity, livingWorkers: living, knownWorkers: known))
    id = outcome.worker
    for job in outcome.takenBack {
      logger.warning("took back a job whose worker died", metadata: ["job": "\(job)"])
    }
  }
}

/// One turn.
extension Worker {
  private func step() async throws(DaybookError) {
    if let failure = engine.failure { throw failure }
    let now = time.monotonicMilliseconds()
    // What has passed must not keep later deadlines from being set.
    if let timer, timer.deadline <= now { self.timer = nil }
    if let retryAt = storageRetryAt, retryAt <= now { storageRetryAt = nil }
    stopAttempts(now)
    let freeSlots = isStopping ? 0 : options.slots - running.count
    try await reviewSchedules(now)
    if finished.isEmpty, !engine.read({ $0.needsTurn(worker: id, freeSlots: freeSlots, now: time.now()) }) {
      return arm(now)
    }
    if storageRetryAt != nil { return arm(now) }
    try await takeTurn(freeSlots: freeSlots)
    arm(time.monotonicMilliseconds())
  }

  /// A new leader looks at every schedule once, and again when the clock was set back or zones have new rules.
  private func reviewSchedules(_ now: Int64) async throws(DaybookError) {
    let epoch = engine.read { $0.workers.leader == id ? $0.workers.epoch : nil }
    guard let epoch, reviews.isDue(epoch: epoch, wall: time.now(), monotonic: now, engine.reloadTimeZones) else {
      return
    }
    let boot = options.bootIdentifier
    try await engine.perform(ReviewSchedules(worker: id, bootIdentifier: boot.isEmpty ? nil : boot))
    reviews.done(epoch: epoch)
  }

  private func takeTurn(freeSlots: Int) async throws(DaybookError) {
    let reported = finished
    finished = []
    do {
      let outcome = try await engine.perform(
        WorkerTurn(worker: id, finished: reported, freeSlots: freeSlots))
      storageRetryAt = nil
      for claimed in outcome.claimed { start(claimed) }
      // More may be due than one record moves; look again.
      wakes.continuation.yield()
    } catch  where error.code == .storage {
      finished = reported + finished
      storageRetryAt = time.monotonicMilliseconds() + Self.retryAfterStorageErrorMilliseconds
      logger.error("the journal could not be written; trying again", metadata: ["reason": "\(error)"])
    }
  }

  /// Tells attempts to stop that were cancelled, ran out of time, or outlived the grace period.
  private func stopAttempts(_ now: Int64) {
    let cancelled = engine.read { state in
      running.keys.filter { state.summary(of: $0)?.isCancelRequested == true }
    }
    for job in cancelled { stop(job, .cancelled) }
    for (job, attempt) in running {
      if let deadline = attempt.deadline, deadline <= now { stop(job, .timeout) }
    }
    guard let shutdownDeadline, shutdownDeadline <= now else { return }
    for job in running.keys { stop(job, .shutdown) }
  }

  private func stop(_ job: JobID, _ reason: StopReason) {
    guard let attempt = running[job], attempt.control.stop(reason) else { return }
    if reason == .shutdown {
      logger.warning("interrupting a job that did not end in time", metadata: ["job": "\(job)"])
    }
    attempt.task.cancel()
  }

  private func start(_ claimed: ClaimedAttempt) {
    let control = AttemptControl(time: time) { [engine] thousandths in
      Task {
        // Progress is for people: one that cannot be written is superseded by the next.
        _ = try? await engine.perform(
          RecordProgress(job: claimed.job, token: claimed.token, thousandths: thousandths))
      }
    }
    let task = Task { [handlers, engine] in
      let outcome = await Self.run(claimed, control, handlers.handler(for: claimed), engine)
      self.ended(claimed, control.refine(outcome, timeout: claimed.timeoutMilliseconds))
    }
    let deadline = claimed.timeoutMilliseconds.map { time.monotonicMilliseconds().saturatingAdd($0) }
    running[claimed.job] = Running(claimed: claimed, control: control, task: task, deadline: deadline)
  }

  @concurrent
  private static func run(
    _ claimed: ClaimedAttempt, _ control: AttemptControl, _ handler: (any JobHandler)?, _ engine: Engine
  ) async -> AttemptOutcome {
    guard let handler else {
      return .failed(Failure(kind: .error, message: "no handler for type \(claimed.type) in this worker"), usage: nil)
    }
    do {
      let payload = try engine.payload(of: claimed.job)
      if let definition = claimed.definition { try PayloadCheck(definition).validate(payload) }
      return await handler.run(AttemptContext(claimed: claimed, payload: payload, control: control))
    } catch  where error.code == .invalidInput {
      return .discarded(Failure(kind: .invalidPayload, message: error.message), usage: nil)
    } catch {
      return .failed(Failure(kind: .error, message: error.message), usage: nil)
    }
  }

  private func ended(_ claimed: ClaimedAttempt, _ outcome: AttemptOutcome) {
    running[claimed.job] = nil
    finished.append(FinishedAttempt(job: claimed.job, token: claimed.token, outcome: outcome))
    wakes.continuation.yield()
  }

  /// The journal cannot be used any more: ends what runs and waits until it has ended.
  private func abandon() async {
    timer?.task.cancel()
    let tasks = running.values.map(\.task)
    for job in Array(running.keys) { stop(job, .shutdown) }
    for task in tasks { await task.value }
  }
}

/// Waiting for the next deadline.
extension Worker {
  private func arm(_ now: Int64) {
    let due = engine.read { $0.nextDeadline(worker: id) }
      .map { now + max(0, $0.milliseconds - time.now().milliseconds) }
    let attempts = running.values.filter { $0.control.stopReason == nil }.compactMap(\.deadline).min()
    let ending = running.isEmpty || shutdownDeadline.map { $0 <= now } == true ? nil : shutdownDeadline
    let next = [due, attempts, ending, storageRetryAt].compactMap(\.self).min() ?? .max
    let deadline = min(next, now + Self.longestSleepMilliseconds)
    if let timer, timer.deadline == deadline { return }
    timer?.task.cancel()
    timer = (
      deadline,
      Task { [time, wakes] in
        // A cancelled timer was replaced by an earlier or later one.
        guard (try? await time.sleep(untilMonotonic: deadline)) != nil else { return }
        wakes.continuation.yield()
      }
    )
  }
}

extension AttemptControl {
  /// What the outcome means given that the attempt was told to stop.
  fileprivate func refine(_ outcome: AttemptOutcome, timeout: Int64?) -> AttemptOutcome {
    switch (stopReason, outcome) {
    // A program that answers TERM with exit code 0 has not done its work, but one that was only asked to stop may have.
    case (nil, _), (.cancelled, .succeeded): return outcome
    case (.cancelled, _): return .cancelled(reason: nil)
    case (.shutdown, _): return .interrupted(reason: "its worker was stopped")
    case (.timeout, _):
      let limit = timeout.map { DurationText.text(milliseconds: $0) } ?? "its deadline"
      return .failed(Failure(kind: .timeout, message: "timed out after \(limit)"), usage: outcome.usage)
    }
  }
}
