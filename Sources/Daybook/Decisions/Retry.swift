/// Runs an ended job again: its failures are reset, its id and history kept.
package struct Retry: Decision {
  package var job: JobID

  package init(_ job: JobID) {
    self.job = job
  }

  package func decide(in transaction: Transaction, actor: Actor) throws(DaybookError) {
    guard let summary = transaction.state.summary(of: job) else { throw .unknownJob(job) }
    guard summary.state.isTerminal else {
      let hint = summary.state == .running ? "it is running already" : "it will run by itself"
      throw .invalidTransition(job, from: summary.state, to: "retried", hint: hint)
    }
    if let key = summary.key, let holder = transaction.state.job(withKey: key) {
      throw DaybookError(
        .conflict, "\(job) cannot be retried: \(holder) is live and holds its key '\(key)'; cancel \(holder) first")
    }
    transaction.emit(.jobRetried(job: job, from: summary.state), by: actor)
  }
}
