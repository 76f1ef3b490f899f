/// Cancels a job: at once while it waits, through its worker while it runs.
package struct Cancel: Decision {
  /// What became of it.
  package enum Result: Hashable, Sendable {
    /// It will never start again.
    case cancelled
    /// It runs; its worker is told and ends it.
    case requested
  }

  package var job: JobID
  package var reason: String?

  package init(_ job: JobID, reason: String? = nil) {
    self.job = job
    self.reason = reason
  }

  package func decide(in transaction: Transaction, actor: Actor) throws(DaybookError) -> Result {
    guard let summary = transaction.state.summary(of: job) else { throw .unknownJob(job) }
    switch summary.state {
    case .scheduled, .pending, .blocked:
      transaction.emit(.jobCancelled(job: job, token: nil, from: summary.state, reason: reason), by: actor)
      return .cancelled
    case .running:
      if !summary.isCancelRequested { transaction.emit(.cancelRequested(job: job, reason: reason), by: actor) }
      return .requested
    case .completed, .failed, .cancelled:
      throw .invalidTransition(job, from: summary.state, to: "cancelled", hint: "it has already ended")
    }
  }
}
