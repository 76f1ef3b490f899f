/// The leader ends what workers ran that are gone or do not respond.
///
/// The caller has made sure that none of their commands still runs: a lost attempt is never alive beside its successor.
package struct TakeBack: Decision {
  package struct Outcome: Sendable {
    /// Jobs whose attempt was lost with its worker.
    package var jobs: [JobID] = []
  }

  package var leader: UInt64
  /// The epoch in which the leader looked.
  package var epoch: UInt64
  /// Workers whose processes are gone.
  package var dead: [UInt64]
  /// Workers whose processes live and do not respond. Jobs of types that opted out stay with them.
  package var unresponsive: [UInt64]

  package init(leader: UInt64, epoch: UInt64, dead: [UInt64], unresponsive: [UInt64]) {
    self.leader = leader
    self.epoch = epoch
    self.dead = dead
    self.unresponsive = unresponsive
  }

  /// - Throws: `.refused` when another worker leads by now.
  package func decide(in transaction: Transaction, actor: Actor) throws(DaybookError) -> Outcome {
    let workers = transaction.state.workers
    guard workers.leader == leader, workers.epoch == epoch else {
      throw DaybookError(.refused, "epoch \(epoch) is over: another worker leads")
    }
    var outcome = Outcome()
    transaction.lead(as: leader) {
      for id in dead { outcome.jobs += transaction.takeBack(from: id, keepingExempt: false) }
      for id in unresponsive where id != leader {
        outcome.jobs += transaction.takeBack(from: id, keepingExempt: true)
      }
    }
    return outcome
  }
}

extension Transaction {
  fileprivate func takeBack(from id: UInt64, keepingExempt: Bool) -> [JobID] {
    guard let worker = state.workers[id] else { return [] }
    let taken = keepingExempt ? worker.running.filter { !state.staysWithLockedWorker($0) } : worker.running
    let jobs = handBack(taken, of: worker, because: keepingExempt ? "did not respond" : "died")
    // As long as it keeps a job it stays a worker, so that its report counts.
    if taken.count == worker.running.count { emit(.workerLost(worker: id)) }
    return jobs
  }

  /// Ends attempts that their worker will not end; returns the jobs concerned.
  func handBack(_ jobs: [JobID], of worker: WorkerState, because cause: String) -> [JobID] {
    let reason = "its worker (\(worker.identity.kind), pid \(worker.identity.processID)) \(cause)"
    for job in jobs {
      guard let slot = state.slots[job], let token = state.details[slot]?.attempts.last?.token else { continue }
      let row = state.rows[Int(slot)]
      let policy = state.policy(of: row, type: state.types[row.type])
      if state.details[slot]?.isCancelRequested == true {
        emit(.jobCancelled(job: job, token: token, from: .running, reason: reason))
      } else {
        lose(job, token, reason, policy, losses: Int(row.losses), isCounted: true)
      }
    }
    return jobs
  }
}

extension SchedulerState {
  /// Whether the job's type opted out of being taken back while its worker's lock is held.
  func staysWithLockedWorker(_ job: JobID) -> Bool {
    guard let slot = slots[job] else { return false }
    return definitions[types[rows[Int(slot)].type]]?.staysWithLockedWorker == true
  }
}
