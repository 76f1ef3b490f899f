import Daybook
import Synchronization

/// What a running command says about itself, and what its end means for the job.
final class AttemptReport: Sendable {
  private let result = Mutex<[UInt8]?>(nil)

  /// Takes a directive from the output; called on the capturing thread.
  func note(_ directive: Directive, _ attempt: AttemptContext) {
    switch directive {
    case .progress(let fraction): attempt.report(progress: fraction)
    case .result(let json): result.withLock { $0 = json }
    case .log: break  // The line stands in the output, where the log pane shows it.
    }
  }

  func outcome(_ end: CommandResult) -> AttemptOutcome {
    let usage = ResourceUsage(
      userMilliseconds: end.userMilliseconds, systemMilliseconds: end.systemMilliseconds,
      peakMemoryBytes: end.peakMemoryBytes)
    guard let reason = end.failureReason else {
      return .succeeded(result: result.withLock { $0 }, usage: usage)
    }
    let failure = Failure(kind: .error, message: reason, exitCode: end.exitCode, signal: end.signal)
    guard end.isGroupEmpty else {
      // Its successor must never run beside what could not be killed.
      return .discarded(failure, usage: usage)
    }
    return .failed(failure, usage: usage)
  }
}
