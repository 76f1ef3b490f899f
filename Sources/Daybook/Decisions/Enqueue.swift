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
    var definitions = RecentDefinition(transaction.state)
    // Through the span a request is looked at where it is; copying one costs as much as writing it down.
    let requests = requests.span
    for place in requests.indices {
      let definition = definitions[requests[place].type]
      try requests[place].validate(against: definition, servedWith: definitions.tables)
    }
    var results: [Result] = []
    results.reserveCapacity(requests.count)
    for place in requests.indices {
      if let key = requests[place].key, let existing = transaction.state.job(withKey: key) {
        results.append(Result(id: existing, isNew: false))
      } else {
        let definition = definitions[requests[place].type]
        results.append(Result(id: transaction.enqueue(requests[place], of: definition), isNew: true))
      }
    }
    return results
  }

  /// The definition asked for last, and what the workers here say of the type: a thousand jobs in a row are mostly of one.
  private struct RecentDefinition {
    private let state: SchedulerState
    private var type = ""
    private var definition: TypeDefinition?
    private(set) var tables: [[ParameterDefinition]] = []

    init(_ state: SchedulerState) {
      self.state = state
    }

    subscript(type: String) -> TypeDefinition? {
      mutating get {
        if type != self.type {
          (self.type, definition) = (type, state.typeDefinition(type))
          tables = state.workers.parameters(of: type)
        }
        return definition
      }
    }
  }
}

extension Transaction {
  /// Emits one job of the type so defined, with its queue decided and a due time only if it lies ahead.
  func enqueue(
    _ request: JobRequest, of definition: TypeDefinition?, after: [JobID] = [], schedule: UInt64? = nil
  ) -> JobID {
    let queue = request.queue ?? definition?.queue ?? Limits.defaultQueue
    let dueAt = request.dueAt.flatMap { $0 > now ? $0 : nil }
    return JobID(emit(request, queue: queue, dueAt: dueAt, after: after, schedule: schedule))
  }
}
