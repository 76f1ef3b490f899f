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
