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
    return await AttemptOutcome.of { try await body(payload, JobContext(attempt)) }
  }
}
