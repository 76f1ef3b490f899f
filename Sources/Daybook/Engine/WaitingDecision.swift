/// A decision, and the task that waits for its outcome.
final class WaitingDecision<D: Decision>: EngineCore.Pending, @unchecked Sendable {
  private let decision: D
  private let actor: Actor
  private let continuation: CheckedContinuation<Result<D.Outcome, DaybookError>, Never>
  /// Written under the append lock, read after it by the same thread.
  private var result: Result<D.Outcome, DaybookError>?

  init(_ decision: D, actor: Actor, _ continuation: CheckedContinuation<Result<D.Outcome, DaybookError>, Never>) {
    self.decision = decision
    self.actor = actor
    self.continuation = continuation
  }

  func run(in transaction: Transaction) {
    do {
      result = .success(try decision.decide(in: transaction, actor: actor))
    } catch {
      result = .failure(error)
    }
  }

  func resume(failure: DaybookError?) {
    if let failure { return continuation.resume(returning: .failure(failure)) }
    guard let result else { preconditionFailure("a decision was resumed before it ran") }
    continuation.resume(returning: result)
  }
}
