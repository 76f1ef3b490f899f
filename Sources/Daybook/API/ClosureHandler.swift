/// Runs a program's closure for a job without a payload.
struct ClosureHandler: JobHandler {
  let body: @Sendable () async throws -> Void

  func run(_ attempt: AttemptContext) async -> AttemptOutcome {
    await AttemptOutcome.of { try await body() }
  }
}

extension AttemptOutcome {
  /// How a program's code ended: what it threw decides what becomes of the job.
  static func of(_ body: () async throws -> Void) async -> AttemptOutcome {
    do {
      try await body()
      return .succeeded(result: nil, usage: nil)
    } catch let verdict as JobVerdict {
      switch verdict {
      case .discard(let reason): return .discarded(Failure(kind: .discarded, message: reason), usage: nil)
      case .snooze(let delay): return .snoozed(milliseconds: delay.wholeMilliseconds)
      case .cancel(let reason): return .cancelled(reason: reason)
      }
    } catch {
      return .failed(Failure(kind: .error, message: String("\(error)".prefix(Limits.messageBytes))), usage: nil)
    }
  }
}
