/// Puts jobs into the journal, all of them or none.
package struct Enqueue: Decision {
  /// What became of one request.
  package struct Result: Hashable, Sendable {
    package var id: JobID
    /// False when a live job already held the key; nothing was changed then.
    package var isNew: Bool
  }

  package var requests: [JobRequest]

  package init(_ requests: [JobRequest]) {
    self.requests = requests
  }

  package func decide(in transaction: Transaction, actor: Actor) throws(DaybookError) -> [Result] {
    try transaction.requireSpace()
    for request in requests { try request.validate(against: transaction.state.typeDefinition(request.type)) }
    var results: [Result] = []
    results.reserveCapacity(requests.count)
    for request in requests {
      if let key = request.key, let existing = transaction.state.job(withKey: key) {
        results.append(Result(id: existing, isNew: false))
      } else {
        results.append(Result(id: transaction.enqueue(request), isNew: true))
      }
    }
    return results
  }
}

extension Transaction {
  /// Emits one job, with its queue decided and a due time only if it lies ahead.
  func enqueue(_ request: JobRequest, after: [JobID] = [], schedule: UInt64? = nil) -> JobID {
    let queue = request.queue ?? state.typeDefinition(request.type)?.queue ?? Limits.defaultQueue
    let dueAt = request.dueAt.flatMap { $0 > now ? $0 : nil }
    let job = JobEnqueued(request: request, queue: queue, dueAt: dueAt, after: after, schedule: schedule)
    return JobID(emit(.jobEnqueued(job)))
  }
}
