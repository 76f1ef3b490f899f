/// A worker enters; where nobody leads, it does, if it stands for election.
package struct JoinWorker: Decision {
  package var identity: WorkerDescription
  /// Whether there may be one worker of its kind at a time.
  package var isOnlyOfItsKind: Bool
  /// Whether it leads at once where nobody does.
  package var standsForElection: Bool
  /// Workers that have joined and whose processes are known to be gone.
  package var gone: Set<UInt64>

  package init(
    identity: WorkerDescription, isOnlyOfItsKind: Bool = false, standsForElection: Bool = true, gone: Set<UInt64> = []
  ) {
    self.identity = identity
    self.isOnlyOfItsKind = isOnlyOfItsKind
    self.standsForElection = standsForElection
    self.gone = gone
  }

  /// - Returns: the sequence of the `joined` record: the worker's id.
  package func decide(in transaction: Transaction, actor: Actor) throws(DaybookError) -> UInt64 {
    guard identity.foldVersion >= transaction.state.foldVersion else {
      throw .newerFold(transaction.state.foldVersion)
    }
    if isOnlyOfItsKind, let other = rival(in: transaction.state) {
      throw DaybookError(
        .conflict,
        "\(other.identity.kind) (pid \(other.identity.processID)) serves this directory already: stop it with "
          + "daybook down first")
    }
    let worker = transaction.emit(.workerJoined(identity))
    if standsForElection, transaction.state.workers.leader == nil { transaction.elect(worker) }
    return worker
  }

  private func rival(in state: SchedulerState) -> WorkerState? {
    state.workers.all.first { $0.identity.kind == identity.kind && !gone.contains($0.id) }
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
    _ = transaction.handBack(left.running, of: left, because: "left")
    transaction.emit(.workerLeft(worker: worker))
  }
}
