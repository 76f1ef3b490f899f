package import Daybook

/// One attempt as `show --json` prints it.
package struct AttemptJSON: Sendable {
  private let attempt: AttemptSummary
  private let exitCode: Int32?

  /// - Parameter job: the attempt's job.
  package init(_ attempt: AttemptSummary, of job: JobJSON.Source) {
    self.attempt = attempt
    exitCode = attempt.token == job.summary.token ? job.exitCode : attempt.failure?.exitCode
  }

  package var value: JSONText {
    .object([
      "number": .integer(Int64(attempt.number)),
      "token": .integer(Int64(clamping: attempt.token)),
      "startedAt": InstantText.json(attempt.startedAt),
      "finishedAt": InstantText.json(attempt.finishedAt),
      "durationMs": .count(attempt.durationMilliseconds),
      "worker": .text(attempt.worker),
      "error": .text(attempt.failure?.message),
      "failureKind": .text(attempt.failure?.kind.description),
      "exitCode": .count(exitCode),
      "signal": .count(attempt.failure?.signal),
      "userMs": .count(attempt.usage?.userMilliseconds),
      "systemMs": .count(attempt.usage?.systemMilliseconds),
      "peakMemoryBytes": .count(attempt.usage?.peakMemoryBytes),
    ])
  }
}

extension AttemptSummary {
  /// How long it ran; nil while it runs.
  package var durationMilliseconds: Int64? {
    finishedAt.map { max(0, $0.milliseconds - startedAt.milliseconds) }
  }
}
