import Logging

/// Running attempts.
extension Worker {
  func start(_ claimed: ClaimedAttempt) {
    let control = AttemptControl(time: time) { [engine] thousandths in
      Task {
        // Progress is for people: one that cannot be written is superseded by the next.
        _ = try? await engine.perform(
          RecordProgress(job: claimed.job, token: claimed.token, thousandths: thousandths))
      }
    }
    let task = Task { [handlers, engine] in
      let outcome = await Self.run(claimed, control, handlers.handler(for: claimed), engine)
      self.ended(claimed, control.refine(outcome, timeout: claimed.timeoutMilliseconds))
    }
    let deadline = claimed.timeoutMilliseconds.map { time.monotonicMilliseconds().saturatingAdd($0) }
    running[claimed.job] = Running(claimed: claimed, control: control, task: task, deadline: deadline)
  }

  func stop(_ job: JobID, _ reason: StopReason) {
    guard let attempt = running[job], attempt.control.stop(reason) else { return }
    if reason == .shutdown {
      logger.warning("interrupting a job that did not end in time", metadata: ["job": "\(job)"])
    }
    attempt.task.cancel()
  }

  /// The journal cannot be used any more: ends what runs and waits until it has ended.
  func abandon() async {
    timer?.task.cancel()
    let tasks = running.values.map(\.task)
    for job in Array(running.keys) { stop(job, .shutdown) }
    for task in tasks { await task.value }
  }

  @concurrent
  private static func run(
    _ claimed: ClaimedAttempt, _ control: AttemptControl, _ handler: (any JobHandler)?, _ engine: Engine
  ) async -> AttemptOutcome {
    guard let handler else {
      return .failed(Failure(kind: .error, message: "no handler for type \(claimed.type) in this worker"), usage: nil)
    }
    do {
      let payload = try engine.payload(of: claimed.job)
      if let definition = claimed.definition { try PayloadCheck(definition).validate(payload) }
      return await handler.run(AttemptContext(claimed: claimed, payload: payload, control: control))
    } catch  where error.code == .invalidInput {
      return .discarded(Failure(kind: .invalidPayload, message: error.message), usage: nil)
    } catch {
      return .failed(Failure(kind: .error, message: error.message), usage: nil)
    }
  }

  private func ended(_ claimed: ClaimedAttempt, _ outcome: AttemptOutcome) {
    running[claimed.job] = nil
    let outcome = outcome.isFailure && presence.isCondemned ? .interrupted(reason: Self.takenBack) : outcome
    finished.append(FinishedAttempt(job: claimed.job, token: claimed.token, outcome: outcome))
    wakes.continuation.yield()
  }

  static let takenBack = "its worker did not respond for too long"
}

extension AttemptOutcome {
  /// Whoever takes a worker's jobs back kills its commands first: such an end is no fault of the job.
  fileprivate var isFailure: Bool {
    switch self {
    case .failed, .discarded: true
    case .succeeded, .snoozed, .cancelled, .interrupted: false
    }
  }
}

extension AttemptControl {
  /// What the outcome means given that the attempt was told to stop.
  fileprivate func refine(_ outcome: AttemptOutcome, timeout: Int64?) -> AttemptOutcome {
    switch (stopReason, outcome) {
    // A program that answers TERM with exit code 0 has not done its work, but one that was only asked to stop may have.
    case (nil, _), (.cancelled, .succeeded): return outcome
    case (.cancelled, _): return .cancelled(reason: nil)
    case (.shutdown, _): return .interrupted(reason: "its worker was stopped")
    case (.takenBack, _): return .interrupted(reason: Worker.takenBack)
    case (.timeout, _):
      let limit = timeout.map { DurationText.text(milliseconds: $0) } ?? "its deadline"
      return .failed(Failure(kind: .timeout, message: "timed out after \(limit)"), usage: outcome.usage)
    }
  }
}
