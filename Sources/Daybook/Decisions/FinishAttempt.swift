/// What a worker reports about an attempt it ran.
package struct FinishedAttempt: Hashable, Sendable {
  package var job: JobID
  package var token: UInt64
  package var outcome: AttemptOutcome

  package init(job: JobID, token: UInt64, outcome: AttemptOutcome) {
    self.job = job
    self.token = token
    self.outcome = outcome
  }
}

/// How an attempt ended, before the job's policy decides what follows.
package enum AttemptOutcome: Hashable, Sendable {
  case succeeded(result: [UInt8]?, usage: ResourceUsage?)
  case failed(Failure, usage: ResourceUsage?)
  /// Failed, and no further attempt makes sense.
  case discarded(Failure, usage: ResourceUsage?)
  /// Run again later; the attempt does not count.
  case snoozed(milliseconds: Int64)
  case cancelled(reason: String?)
  /// Interrupted by the worker's own end, through no fault of the job.
  case interrupted(reason: String)
}

extension AttemptOutcome {
  /// What the attempt used, where that is known.
  var usage: ResourceUsage? {
    switch self {
    case .succeeded(_, let usage), .failed(_, let usage), .discarded(_, let usage): usage
    case .snoozed, .cancelled, .interrupted: nil
    }
  }
}

extension Transaction {
  /// Turns an attempt's outcome into the job's next state (semantics.md, Retries and Cancel).
  ///
  /// A late report under an old token changes nothing: it is refused here, which is recorded, and would be refused by
  /// the fold.
  func finish(_ attempt: FinishedAttempt) {
    guard let slot = state.runningSlot(attempt.job, attempt.token) else {
      emit(.reportRefused(job: attempt.job, token: attempt.token))
      return
    }
    let row = state.rows[Int(slot)]
    let isCancelRequested = state.details[slot]?.isCancelRequested ?? false
    let policy = state.policy(of: row, type: state.types[row.type])
    let (job, token) = (attempt.job, attempt.token)
    switch attempt.outcome {
    case .succeeded(let result, let usage):
      emit(.jobCompleted(job: job, token: token, result: result, usage: usage))
    case .cancelled(let reason):
      emit(.jobCancelled(job: job, token: token, from: .running, reason: reason))
    case .snoozed where isCancelRequested, .interrupted where isCancelRequested:
      emit(.jobCancelled(job: job, token: token, from: .running, reason: nil))
    case .snoozed(let wait):
      emit(.jobSnoozed(job: job, token: token, dueAt: now.adding(milliseconds: wait)))
    case .interrupted(let reason):
      lose(job, token, reason, policy, losses: Int(row.losses), isCounted: false)
    case .failed(let failure, let usage):
      emit(.attemptFailed(job: job, token: token, failure: failure, usage: usage))
      if isCancelRequested {
        emit(.jobCancelled(job: job, token: token, from: .running, reason: failure.message))
      } else {
        retryOrFail(job, token, failure, policy, failures: Int(row.failures) + 1)
      }
    case .discarded(let failure, let usage):
      emit(.attemptFailed(job: job, token: token, failure: failure, usage: usage))
      if isCancelRequested {
        emit(.jobCancelled(job: job, token: token, from: .running, reason: failure.message))
      } else {
        failForGood(job, token, failure)
      }
    }
  }

  /// Ends an attempt whose worker is gone. It runs again at once, unless it may run only once or was lost too often.
  func lose(
    _ job: JobID, _ token: UInt64, _ reason: String, _ policy: JobPolicy, losses: Int, isCounted: Bool
  ) {
    let failure = Failure(kind: .lost, message: reason)
    if policy.once {
      emit(.attemptFailed(job: job, token: token, failure: failure, usage: nil))
      failForGood(job, token, failure)
    } else if isCounted, losses >= JobPolicy.maxLosses {
      emit(.attemptFailed(job: job, token: token, failure: failure, usage: nil))
      let failures = state.slots[job].map { Int(state.rows[Int($0)].failures) } ?? 0
      retryOrFail(job, token, failure, policy, failures: failures)
    } else {
      emit(.attemptLost(job: job, token: token, reason: reason, isCounted: isCounted))
    }
  }

  private func retryOrFail(
    _ job: JobID, _ token: UInt64, _ failure: Failure, _ policy: JobPolicy, failures: Int
  ) {
    guard failures <= policy.maxRetries else { return failForGood(job, token, failure) }
    let wait = policy.backoff.delay(beforeRetry: failures, draw: random.next(below: 1000))
    emit(.retryScheduled(job: job, token: token, dueAt: now.adding(milliseconds: wait)))
  }

  private func failForGood(_ job: JobID, _ token: UInt64, _ failure: Failure) {
    emit(.jobFailed(job: job, token: token, failure: failure))
    emit(.jobDeadLettered(job: job))
  }
}
