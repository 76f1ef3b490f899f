import FoundationEssentials

/// Decodes the payload and runs a program's closure.
struct PayloadHandler<Payload: JobPayload>: JobHandler {
  let body: @Sendable (Payload, JobContext) async throws -> Void

  func run(_ attempt: AttemptContext) async -> AttemptOutcome {
    let payload: Payload
    do {
      payload = try JSONDecoder().decode(Payload.self, from: Data(attempt.payload))
    } catch {
      return .discarded(
        Failure(kind: .invalidPayload, message: "the payload does not decode as \(Payload.self): \(error)"), usage: nil)
    }
    do {
      try await body(payload, JobContext(attempt))
      return .succeeded(result: nil, usage: nil)
    } catch let verdict as JobVerdict {
      return Self.outcome(verdict)
    } catch {
      return .failed(Failure(kind: .error, message: String("\(error)".prefix(Limits.messageBytes))), usage: nil)
    }
  }

  private static func outcome(_ verdict: JobVerdict) -> AttemptOutcome {
    switch verdict {
    case .discard(let reason): .discarded(Failure(kind: .discarded, message: reason), usage: nil)
    case .snooze(let delay): .snoozed(milliseconds: delay.wholeMilliseconds)
    case .cancel(let reason): .cancelled(reason: reason)
    }
  }
}
