/// A worker takes the lead from one that is gone or does not respond.
///
/// Electing is one append under the lock: of all who try, the first one leads, and the others find a newer epoch.
package struct ElectLeader: Decision {
  package var candidate: UInt64
  /// The epoch whose leader was seen to be gone.
  package var seenEpoch: UInt64

  package init(candidate: UInt64, seenEpoch: UInt64) {
    self.candidate = candidate
    self.seenEpoch = seenEpoch
  }

  /// - Returns: whether the candidate leads now.
  package func decide(in transaction: Transaction, actor: Actor) throws(DaybookError) -> Bool {
    let workers = transaction.state.workers
    guard workers[candidate] != nil else { return false }
    if workers.epoch == seenEpoch, workers.leader != candidate { transaction.elect(candidate) }
    return transaction.state.workers.leader == candidate
  }
}

extension Transaction {
  func elect(_ worker: UInt64) {
    emit(.leaderElected(worker: worker, epoch: state.workers.epoch + 1))
  }
}
