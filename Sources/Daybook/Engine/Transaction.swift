package import Journal

/// What a decision sees and does while the append lock is held: the state, the time, and the events it emits.
///
/// An emitted event is folded at once, so that what follows in the same append decides on what it left behind. All events
/// of a transaction become one frame of the journal: all of them count or none. A decision refuses before it emits.
package final class Transaction {
  package let state: SchedulerState
  /// The wall clock at the start of the append, the same for every decision in it.
  package let now: Timestamp
  package let random: any RandomSource
  package let triggers: TriggerClock
  /// Whether the disk is full but for a reserve: what begins something new is refused, what ends something is not.
  package let isShortOfSpace: Bool
  private var outbox: Outbox
  /// Stamped on every record while a leader decides.
  private var epoch: UInt64?

  package init(
    state: SchedulerState, now: Timestamp, nextSequence: UInt64, random: any RandomSource, triggers: TriggerClock,
    isShortOfSpace: Bool = false
  ) {
    self.isShortOfSpace = isShortOfSpace
    self.state = state
    self.now = now
    outbox = Outbox(nextSequence: nextSequence)
    self.random = random
    self.triggers = triggers
  }

  /// Appends and folds one event.
  ///
  /// - Parameter actor: who asked; nil for what follows by itself.
  /// - Returns: the record's sequence.
  @discardableResult
  package func emit(_ event: Event, by actor: Actor? = nil) -> UInt64 {
    let recorded = RecordedEvent(time: now, actor: actor?.description, epoch: epoch, event: event)
    let sequence = outbox.add(hasPayload: recorded.hasPayload) { recorded.encode(to: &$0) }
    state.apply(recorded, sequence: sequence)
    return sequence
  }

  /// Appends and folds the event that enqueues a job; the event itself is made only for an unusual one.
  func emit(
    _ request: JobRequest, queue: String, dueAt: Timestamp?, after: [JobID], schedule: UInt64?
  ) -> UInt64 {
    let sequence = outbox.add(hasPayload: !request.payload.isEmpty) { writer in
      RecordedEvent.encodeHead(of: .jobEnqueued, time: now, actor: nil, epoch: epoch, to: &writer)
      JobEnqueued.encode(request, queue: queue, dueAt: dueAt, after: after, schedule: schedule, to: &writer)
    }
    let isPlain = outbox.withLast { bytes in
      guard let plain = PlainEnqueue(bytes) else { return false }
      state.apply(plain, sequence: sequence)
      return true
    }
    if !isPlain {
      let job = JobEnqueued(request: request, queue: queue, dueAt: dueAt, after: after, schedule: schedule)
      state.apply(RecordedEvent(time: now, actor: nil, epoch: epoch, event: .jobEnqueued(job)), sequence: sequence)
    }
    return sequence
  }

  /// What the append will hold.
  package var records: RecordBatch { outbox.records }

  /// Whether anything was emitted.
  package var isEmpty: Bool { outbox.isEmpty }

  /// The bytes of what was emitted.
  var byteCount: Int { outbox.byteCount }

  /// Refuses what begins something new while only the reserve is left.
  func requireSpace() throws(DaybookError) {
    guard isShortOfSpace else { return }
    throw DaybookError(
      .storage,
      "the disk is full: nothing new is taken, and nothing starts, until there is space again. What runs can finish and "
        + "be cancelled; everything acknowledged is intact")
  }

  /// Lets `worker` decide as the leader: what it emits carries the epoch. Nothing happens when another worker leads.
  func lead(as worker: UInt64, _ body: () -> Void) {
    guard state.workers.leader == worker, let current = state.workers.leadingEpoch else { return }
    epoch = current
    body()
    epoch = nil
  }
}

/// A change someone asks for: a pure function of the state, the time and the request.
///
/// The engine runs it under the append lock, after everything that others wrote has been folded. It emits events through
/// the transaction, or throws a refusal before emitting any.
package protocol Decision<Outcome>: Sendable {
  associatedtype Outcome: Sendable
  func decide(in transaction: Transaction, actor: Actor) throws(DaybookError) -> Outcome
}
