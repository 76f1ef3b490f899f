/// Why a waiting job does not run, in words; nil for jobs that do not wait.
extension SchedulerState {
  /// The first reason that holds, from the widest to the narrowest.
  ///
  /// - Parameter now: the reader's clock, to tell a due job from one that waits for its time.
  package func holdReason(of id: JobID, now: Timestamp) -> String? {
    guard let job = summary(of: id) else { return nil }
    switch job.state {
    case .scheduled:
      if job.dueAt > now {
        let wait = DurationText.rounded(milliseconds: job.dueAt.milliseconds - now.milliseconds)
        return job.failure == nil ? "due in \(wait)" : "retries in \(wait)"
      }
      return workers.all.isEmpty ? "due, but no worker is here" : "due"
    case .blocked: return "waits for \(job.after.map(\.description).joined(separator: ", "))"
    case .pending: return pendingReason(job)
    case .running, .completed, .failed, .cancelled: return nil
    }
  }

  private func pendingReason(_ job: JobSummary) -> String {
    if workers.all.isEmpty { return "no worker is here: daybook up" }
    if isPaused { return "everything is paused: daybook resume" }
    if pausedTypes.contains(job.type) { return "type \(job.type) is paused" }
    if pausedQueues.contains(job.queue) { return "queue \(job.queue) is paused" }
    if let limit = definitions[job.type]?.concurrency, runningCount(type: job.type) >= limit {
      return "type \(job.type) is at its limit of \(limit)"
    }
    if let limit = queueDefinitions[job.queue]?.concurrency, runningCount(queue: job.queue) >= limit {
      return "queue \(job.queue) is at its limit of \(limit)"
    }
    if !workers.all.contains(where: { serves($0.identity, job.type) }) {
      return "no worker serves type \(job.type)"
    }
    return "waits for a free slot"
  }

  func runningCount(type: String) -> Int { types.existingIndex(of: type).map { counters.running(type: $0) } ?? 0 }
  func runningCount(queue: String) -> Int { queues.existingIndex(of: queue).map { counters.running(queue: $0) } ?? 0 }

  /// Whether the worker has a handler for the type.
  func serves(_ worker: WorkerDescription, _ type: String) -> Bool {
    worker.types.contains(type) || worker.servesCommands && isCommand(type)
  }

  /// Whether the worker has a handler for the type.
  package func serves(_ worker: WorkerSummary, _ type: String) -> Bool {
    worker.types.contains(type) || worker.servesCommands && isCommand(type)
  }

  private func isCommand(_ type: String) -> Bool { type == Limits.commandType || definitions[type]?.command != nil }
}
