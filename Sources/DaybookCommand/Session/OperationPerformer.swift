import CommandJobs
import Console
import Daybook

/// Carries out what the operator decided, through the same decisions as the command line, and reports the outcome.
final class OperationPerformer: Sendable {
  private let engine: Engine
  private let worker: OwnWorker
  private let mailbox: Mailbox

  init(engine: Engine, worker: OwnWorker, mailbox: Mailbox) {
    self.engine = engine
    self.worker = worker
    self.mailbox = mailbox
  }

  /// Returns at once; the outcome arrives as an event.
  ///
  /// - Parameter isSilent: report only failures.
  func perform(_ operation: Console.Operation, isSilent: Bool = false) {
    Task {
      let outcome = await outcome(of: operation)
      if !isSilent || !outcome.skipped.isEmpty { mailbox.post(.outcome(outcome)) }
    }
  }

  /// Reads what a job is to do.
  func loadPayload(_ job: JobID) {
    Task {
      let definition = engine.read { state in state.summary(of: job).flatMap { state.typeDefinition($0.type) } }
      let text: String
      do {
        text = try Self.words(payload: engine.payload(of: job), definition: definition)
      } catch {
        text = "\(error)"
      }
      mailbox.post(.payload(job, text: text))
    }
  }

  private func outcome(of operation: Console.Operation) async -> OperationOutcome {
    switch operation {
    case .retry(let jobs):
      return await each(operation, jobs) { try await self.engine.perform(Retry($0)) }
    case .cancel(let jobs):
      return await each(operation, jobs) { _ = try await self.engine.perform(Cancel($0)) }
    case .trigger(let key):
      return await one(operation, key.name) {
        let job = try await self.engine.perform(TriggerSchedule(name: key.name, owner: key.owner))
        return "\(job)"
      }
    case .setEnabled(let key, let isEnabled):
      return await one(operation, key.name) {
        try await self.engine.perform(SetScheduleEnabled(name: key.name, owner: key.owner, isEnabled: isEnabled))
        return nil
      }
    case .resetSchedule(let key):
      return await one(operation, key.name) {
        try await self.engine.perform(ResetSchedule(name: key.name, owner: key.owner))
        let schedule = self.engine.read { $0.schedule(named: key.name, owner: key.owner) }
        return schedule.map { $0.isEnabled ? "on" : "off" }
      }
    case .deleteSchedule(let key):
      return await one(operation, key.name) {
        try await self.engine.perform(
          RemoveSchedule(name: key.name, owner: key.owner, source: ScheduleDefinition.commandSource))
        return nil
      }
    case .pause(let scope):
      return await one(operation, scope.title) {
        try await self.engine.perform(Pause(scope))
        return nil
      }
    case .resume(let scope):
      return await one(operation, scope.title) {
        try await self.engine.perform(Resume(scope))
        return nil
      }
    case .startWorker:
      return await one(operation, "worker") {
        try self.worker.start()
        return nil
      }
    }
  }

  /// All at once, so that a thousand retries share their syncs; reported in the order they were given.
  private func each(
    _ operation: Console.Operation, _ jobs: [JobID], _ change: @escaping @Sendable (JobID) async throws -> Void
  ) async -> OperationOutcome {
    let failures = await withTaskGroup { group in
      for job in jobs {
        group.addTask { await Self.attempt(job, change) }
      }
      return await group.reduce(into: [JobID: String]()) { $0[$1.job] = $1.reason }
    }
    var outcome = OperationOutcome(operation, done: [])
    for job in jobs {
      if let reason = failures[job] {
        outcome.skipped.append(OperationOutcome.Skipped(name: job.description, reason: reason))
      } else {
        outcome.done.append(job.description)
      }
    }
    outcome.note = note(for: operation, outcome.done.count == 1 ? jobs.first : nil)
    return outcome
  }

  /// What became of one change. A structure, because the optimizer of Swift 6.3 garbles a tuple that a child task returns.
  private struct Attempt: Sendable {
    let job: JobID
    /// Why it failed; nil when it did not.
    let reason: String?
  }

  private static func attempt(
    _ job: JobID, _ change: @Sendable (JobID) async throws -> Void
  ) async -> Attempt {
    do {
      try await change(job)
      return Attempt(job: job, reason: nil)
    } catch {
      return Attempt(job: job, reason: reason(error))
    }
  }

  private func one(
    _ operation: Console.Operation, _ name: String, _ change: () async throws -> String?
  ) async -> OperationOutcome {
    do {
      return OperationOutcome(operation, done: [name], note: try await change())
    } catch {
      let skipped = OperationOutcome.Skipped(name: name, reason: Self.reason(error))
      return OperationOutcome(operation, done: [], skipped: [skipped])
    }
  }

  /// What became of a single retried job: where it stands, and what holds it.
  private func note(for operation: Console.Operation, _ job: JobID?) -> String? {
    guard case .retry = operation, let job else { return nil }
    return engine.read { state in
      state.summary(of: job).map { summary in
        let reason = state.holdReason(of: job, now: SystemTime().now())
        return reason.map { "\(summary.state): \($0)" } ?? summary.state.description
      }
    }
  }

  /// For a toast: an impossible transition needs only its second half, "it is running already".
  private static func reason(_ error: any Error) -> String {
    guard let error = error as? DaybookError else { return "\(error)" }
    guard error.code == .invalidTransition, let colon = error.message.firstRange(of: ": ") else { return error.message }
    return String(error.message[colon.upperBound...])
  }

  private static func words(payload: [UInt8], definition: TypeDefinition?) -> String {
    if let command = definition?.command {
      let words = command.arguments.joined(separator: " ")
      return payload.isEmpty ? words : "\(words)\n\(String(decoding: payload, as: UTF8.self))"
    }
    if let command = try? CommandPayload(parsing: payload) { return command.command.joined(separator: " ") }
    return payload.isEmpty ? "no payload" : String(decoding: payload, as: UTF8.self)
  }
}

extension PauseScope {
  /// The scope in an outcome's words.
  fileprivate var title: String {
    switch self {
    case .everything: "everything"
    case .type(let name): "type \(name)"
    case .queue(let name): "queue \(name)"
    }
  }
}
