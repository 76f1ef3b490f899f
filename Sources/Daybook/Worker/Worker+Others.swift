import Logging

/// Looking after the other workers: electing a leader when there is none that responds, and, as the leader, taking back
/// the jobs of those that are gone.
extension Worker {
  /// Workers to take jobs back from.
  private struct Gone {
    var dead: [WorkerName] = []
    var unresponsive: [WorkerName] = []
    /// Files of processes that died without being a worker any more.
    var leftovers: [String] = []

    var isEmpty: Bool { dead.isEmpty && unresponsive.isEmpty && leftovers.isEmpty }
    var names: [String] { (dead + unresponsive).map(\.name) + leftovers }
  }

  private struct WorkerName {
    let id: UInt64
    let name: String
  }

  private struct House {
    var workers: [WorkerName]
    var leader: UInt64?
    var epoch: UInt64
  }

  func lookAround(_ now: Int64) async throws(DaybookError) {
    // Read before the files are looked at: whoever joins after that look is no worker that died.
    let house = house()
    let mustElect = house.leader == nil && now >= standsAt
    guard lookout.mustLook(at: now, workers: house.workers.map(\.id), mustElect: mustElect) else { return }
    do {
      let peers = try presence.look()
      lookout.note(peers, at: now)
      noticeLoss()
      guard !isRenewing else { return }
      if now >= standsAt, needsLeader(house, peers, now) {
        _ = try await engine.perform(ElectLeader(candidate: id, seenEpoch: house.epoch))
        noteLeadership()
      }
      if let leadership { settle(gone(house, peers, now), epoch: leadership) }
    } catch  where error.isPassing {
      logger.error("cannot look after the other workers; trying again", metadata: ["reason": "\(error)"])
      lookout.lookAgain(at: now + Self.retryAfterStorageErrorMilliseconds)
    }
  }

  private func house() -> House {
    engine.read { state in
      House(
        workers: state.workers.all.map { WorkerName(id: $0.id, name: $0.identity.name) },
        leader: state.workers.leader, epoch: state.workers.epoch)
    }
  }

  private func needsLeader(_ house: House, _ peers: [PeerReport], _ now: Int64) -> Bool {
    guard let leader = house.leader else { return true }
    guard leader != id, let name = house.workers.first(where: { $0.id == leader })?.name else { return false }
    let isAlive = peers.contains { $0.name == name && $0.isAlive }
    return !isAlive || lookout.watch.isSilent(name, for: options.leaderTimeoutMilliseconds, at: now)
  }

  private func gone(_ house: House, _ peers: [PeerReport], _ now: Int64) -> Gone {
    let living = Set(peers.filter(\.isAlive).map(\.name))
    let others = house.workers.filter { $0.id != id }
    var gone = Gone()
    gone.dead = others.filter { !living.contains($0.name) }
    gone.unresponsive = others.filter { worker in
      living.contains(worker.name) && !lookout.settled.contains(worker.id)
        && lookout.watch.isSilent(worker.name, for: options.workerTimeoutMilliseconds, at: now)
    }
    let known = Set(others.map(\.name))
    gone.leftovers = peers.filter { !$0.isAlive && !known.contains($0.name) }.map(\.name)
    return gone
  }

  private func settle(_ gone: Gone, epoch: UInt64) {
    guard !gone.isEmpty, lookout.settling == nil else { return }
    lookout.settling = Task {
      let ended = await endChildren(of: gone)
      await takeBack(ended, epoch: epoch)
      lookout.settling = nil
      wakes.continuation.yield()
    }
  }

  /// Ends what they left running; returns those of which nothing runs any more.
  private func endChildren(of gone: Gone) async -> Gone {
    let problems: [String: DaybookError] = await withCheckedContinuation { continuation in
      BlockingThread.start { [presence] in
        var problems: [String: DaybookError] = [:]
        for name in gone.names {
          do throws(DaybookError) {
            try presence.endChildren(of: name)
          } catch {
            problems[name] = error
          }
        }
        continuation.resume(returning: problems)
      }
    }
    guard !problems.isEmpty else { return gone }
    for (name, problem) in problems.sorted(by: { $0.key < $1.key }) {
      logger.error(
        "what a worker left running cannot be ended, so its jobs stay with it; trying again",
        metadata: ["worker": "\(name)", "reason": "\(problem)"])
    }
    lookout.lookAgain(at: time.monotonicMilliseconds() + Self.retryAfterStorageErrorMilliseconds)
    return Gone(
      dead: gone.dead.filter { problems[$0.name] == nil },
      unresponsive: gone.unresponsive.filter { problems[$0.name] == nil },
      leftovers: gone.leftovers.filter { problems[$0] == nil })
  }

  private func takeBack(_ gone: Gone, epoch: UInt64) async {
    guard !gone.isEmpty else { return }
    do {
      let outcome = try await engine.perform(
        TakeBack(leader: id, epoch: epoch, dead: gone.dead.map(\.id), unresponsive: gone.unresponsive.map(\.id)))
      lookout.settled.formUnion(gone.unresponsive.map(\.id))
      for name in gone.dead.map(\.name) + gone.leftovers { presence.forget(name) }
      for job in outcome.jobs {
        logger.warning("took back a job whose worker is gone", metadata: ["job": "\(job)"])
      }
    } catch {
      logger.error("cannot take back the jobs of a worker that is gone", metadata: ["reason": "\(error)"])
      lookout.lookAgain(at: time.monotonicMilliseconds() + Self.retryAfterStorageErrorMilliseconds)
    }
  }
}
