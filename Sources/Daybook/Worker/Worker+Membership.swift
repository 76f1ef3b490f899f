import Logging

/// Joining, and joining again.
extension Worker {
  func join() async throws(DaybookError) {
    // Asked before the files are looked at: whoever joins after that look is no worker that died.
    let known = engine.read(\.stats).workers
    let living = Set(try presence.look().filter(\.isAlive).map(\.name))
    let identity = WorkerDescription(
      name: presence.name, kind: options.kind, host: actor.host, user: actor.user,
      processID: ThisProcess.processID, slots: options.slots, servesCommands: handlers.commands != nil,
      types: handlers.byType.keys.sorted(), jobsFile: options.jobsFile, durability: engine.durability,
      parameters: options.parameters)
    id = try await engine.perform(
      JoinWorker(
        identity: identity, isOnlyOfItsKind: options.isOnlyOfItsKind,
        standsForElection: time.monotonicMilliseconds() >= standsAt,
        gone: Set(known.filter { !living.contains($0.name) }.map(\.id))))
    lookout.reset()
    noteLeadership()
  }

  /// Tells whoever wants to know when this worker begins or ceases to lead, once per change.
  func noteLeadership() {
    noteLeadership(engine.read { $0.workers.leader == id ? $0.workers.epoch : nil })
  }

  func noteLeadership(_ epoch: UInt64?) {
    guard epoch != leadership else { return }
    let before = leadership
    leadership = epoch
    if let before {
      logger.info("leads no longer", metadata: ["epoch": "\(before)"])
      options.onLeadershipLost(before)
    }
    if let epoch {
      logger.info("leads", metadata: ["epoch": "\(epoch)"])
      options.onLeadershipAcquired(epoch)
    }
  }

  /// Notices that others took this worker for lost: its process was stopped, or its loop was stuck.
  func noticeLoss() {
    guard !isRenewing, presence.isCondemned || engine.read({ $0.workers[id] == nil }) else { return }
    isRenewing = true
    logger.warning(
      "this worker did not respond for too long: its jobs were taken back, and it joins again as a new one",
      metadata: ["running": "\(running.count)"])
  }

  /// Ends attempts whose jobs were taken back; those of types that opted out go on.
  func stopTakenBack() {
    let own = running.mapValues(\.claimed.token)
    let kept = engine.read { state in Set(own.filter { state.runningSlot($0.key, $0.value) != nil }.keys) }
    for job in own.keys where !kept.contains(job) { stop(job, .takenBack) }
  }

  /// Joins again, once nothing of the old membership runs: what it lost must not run beside what it claims next.
  func renew() async throws(DaybookError) {
    try await engine.perform(LeaveWorker(worker: id, unfinished: []))
    noteLeadership(nil)
    try presence.renew()
    try await join()
    isRenewing = false
  }
}
