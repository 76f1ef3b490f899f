/// A worker enters: it takes back what dead workers left running, and leads.
///
/// The caller has made sure that the named workers are dead (their file locks are free) and that none of their commands
/// still runs: a lost attempt is never alive beside its successor.
package struct JoinWorker: Decision {
  package struct Outcome: Sendable {
    /// The sequence of the `joined` record: the worker's id.
    package var worker: UInt64
    package var epoch: UInt64
    /// Jobs whose attempt was lost with its worker.
    package var takenBack: [JobID]
  }

  package var identity: WorkerDescription
  /// Names of the workers whose files are still locked.
  package var livingWorkers: Set<String>
  /// The workers that had joined when their files were looked at; one that is not among them is alive.
  package var knownWorkers: Set<UInt64>

  package init(identity: WorkerDescription, livingWorkers: Set<String>, knownWorkers: Set<UInt64>) {
    self.identity = identity
    self.livingWorkers = livingWorkers
    self.knownWorkers = knownWorkers
  }

  package func decide(in transaction: Transaction, actor: Actor) throws(DaybookError) -> Outcome {
    let present = transaction.state.workers.all
    let isAlive = { (worker: WorkerState) in
      livingWorkers.contains(worker.identity.name) || !knownWorkers.contains(worker.id)
    }
    if let other = present.first(where: isAlive) {
      throw DaybookError(
        .conflict,
        "a worker already serves this directory (\(other.identity.kind), pid \(other.identity.processID)); "
          + "several workers on one directory come in a later version: stop it with daybook down, or use another --dir")
    }
    var takenBack: [JobID] = []
    for dead in present { takenBack += transaction.takeBack(from: dead) }
    let worker = transaction.emit(.workerJoined(identity))
    let epoch = transaction.state.workers.epoch + 1
    transaction.emit(.leaderElected(worker: worker, epoch: epoch))
    return Outcome(worker: worker, epoch: epoch, takenBack: takenBack)
  }
}

/// A worker leaves in good order; attempts that it could not finish go back to the queue.
package struct LeaveWorker: Decision {
  package var worker: UInt64
  package var unfinished: [FinishedAttempt]

  package init(worker: UInt64, unfinished: [FinishedAttempt]) {
    self.worker = worker
    self.unfinished = unfinished
  }

  package func decide(in transaction: Transaction, actor: Actor) throws(DaybookError) {
    for attempt in unfinished { transaction.finish(attempt) }
    guard let left = transaction.state.workers[worker] else { return }
    // Whatever it did not report is not lost with it.
    if !left.running.isEmpty { _ = transaction.handBack(left) }
    transaction.emit(.workerLeft(worker: worker))
  }
}

/// Writes an attempt's progress into the history; the worker sends it at most every few seconds.
package struct RecordProgress: Decision {
  package var job: JobID
  package var token: UInt64
  package var thousandths: Int

  package init(job: JobID, token: UInt64, thousandths: Int) {
    self.job = job
    self.token = token
    self.thousandths = thousandths
  }

  package func decide(in transaction: Transaction, actor: Actor) throws(DaybookError) {
    guard transaction.state.runningSlot(job, token) != nil else { return }
    transaction.emit(.jobProgressed(job: job, token: token, thousandths: min(1000, max(0, thousandths))))
  }
}

extension Transaction {
  /// Ends what a dead worker ran; returns the jobs concerned.
  fileprivate func takeBack(from dead: WorkerState) -> [JobID] {
    let jobs = handBack(dead)
    emit(.workerLost(worker: dead.id))
    return jobs
  }

  fileprivate func handBack(_ dead: WorkerState) -> [JobID] {
    let reason = "its worker (\(dead.identity.kind), pid \(dead.identity.processID)) died"
    for job in dead.running {
      guard let slot = state.slots[job], let token = state.details[slot]?.attempts.last?.token else { continue }
      let row = state.rows[Int(slot)]
      let policy = state.policy(of: row, type: state.types[row.type])
      if state.details[slot]?.isCancelRequested == true {
        emit(.jobCancelled(job: job, token: token, from: .running, reason: reason))
      } else {
        lose(job, token, reason, policy, losses: Int(row.losses), isCounted: true)
      }
    }
    return dead.running
  }
}
