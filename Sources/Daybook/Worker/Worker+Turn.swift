import Logging

/// One turn, and the wait for the next.
extension Worker {
  func step() async throws(DaybookError) {
    if let failure = engine.failure { throw failure }
    logLateFailures()
    let now = time.monotonicMilliseconds()
    // What has passed must not keep later deadlines from being set.
    if let timer, timer.deadline <= now { self.timer = nil }
    if let retryAt = storageRetryAt, retryAt <= now { storageRetryAt = nil }
    noteLeadership()
    try await lookAround(now)
    stopAttempts(now)
    if isRenewing, !isStopping, running.isEmpty, finished.isEmpty { try await renew() }
    let freeSlots = isStopping || isRenewing ? 0 : options.slots - running.count
    try await reviewSchedules(now)
    if finished.isEmpty, isRenewing || !needsTurn(freeSlots) { return arm(now) }
    if storageRetryAt != nil { return arm(now) }
    try await takeTurn(freeSlots: freeSlots, now)
    arm(time.monotonicMilliseconds())
  }

  /// A new leader looks at every schedule once, and again when the clock was set back or zones have new rules.
  private func reviewSchedules(_ now: Int64) async throws(DaybookError) {
    guard let epoch = leadership, storageRetryAt == nil else { return }
    if reviews.readsZones(monotonic: now) { engine.reloadTimeZones() }
    let wall = time.now()
    guard reviews.isDue(epoch: epoch, wall: wall, monotonic: now, zoneGeneration: engine.zoneGeneration) else { return }
    let boot = options.bootIdentifier
    do {
      try await engine.perform(ReviewSchedules(worker: id, bootIdentifier: boot.isEmpty ? nil : boot))
      reviews.done(epoch: epoch)
    } catch  where error.isPassing {
      retryLater(after: error)
    }
  }

  private func needsTurn(_ freeSlots: Int) -> Bool {
    engine.read { $0.needsTurn(worker: id, freeSlots: freeSlots, now: time.now()) }
  }

  private func takeTurn(freeSlots: Int, _ now: Int64) async throws(DaybookError) {
    let reported = finished
    finished = []
    do {
      let outcome = try await engine.perform(
        WorkerTurn(worker: id, finished: reported, freeSlots: freeSlots))
      storageRetryAt = nil
      reviews.saw(wall: outcome.decidedAt, monotonic: now)
      if !outcome.isMember { noticeLoss() }
      for claimed in outcome.claimed { start(claimed) }
      // More may be due than one record moves; look again.
      wakes.continuation.yield()
    } catch  where error.isPassing {
      // A report that was recorded after all is refused by its token.
      finished = reported + finished
      // What was claimed is not known: it is handed back when this worker joins again.
      if error.code == .outcomeUnknown { isRenewing = true }
      retryLater(after: error)
    }
  }

  private func retryLater(after error: DaybookError) {
    storageRetryAt = time.monotonicMilliseconds() + Self.retryAfterStorageErrorMilliseconds
    logger.error("the journal could not be written; trying again", metadata: ["reason": "\(error)"])
  }

  /// Nobody else is told when what was acknowledged turns out not to be on disk.
  private func logLateFailures() {
    let failures = engine.lateFailures
    for failure in failures.dropFirst(failuresLogged) {
      logger.error("a sync failed after its changes were acknowledged", metadata: ["reason": "\(failure)"])
    }
    failuresLogged = failures.count
  }

  /// Tells attempts to stop that were cancelled, ran out of time, or outlived the grace period.
  private func stopAttempts(_ now: Int64) {
    let cancelled = engine.read { state in
      running.keys.filter { state.isCancelRequested($0) }
    }
    for job in cancelled { stop(job, .cancelled) }
    if isRenewing { stopTakenBack() }
    for (job, attempt) in running {
      if let deadline = attempt.deadline, deadline <= now { stop(job, .timeout) }
    }
    guard let shutdownDeadline, shutdownDeadline <= now else { return }
    for job in running.keys { stop(job, .shutdown) }
  }

  private func arm(_ now: Int64) {
    let due = isRenewing ? nil : engine.read { $0.nextDeadline(worker: id) }
    let wait = due.map { now + max(0, $0.milliseconds - time.now().milliseconds) }
    let attempts = running.values.filter { $0.control.stopReason == nil }.compactMap(\.deadline).min()
    let ending = running.isEmpty || shutdownDeadline.map { $0 <= now } == true ? nil : shutdownDeadline
    // The next look comes soon enough for a stepped wall clock to be noticed, too.
    let election = standsAt > now ? standsAt : nil
    let next = [wait, attempts, ending, storageRetryAt, election].compactMap(\.self).min() ?? .max
    let deadline = min(next, max(lookout.nextLook, now))
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
