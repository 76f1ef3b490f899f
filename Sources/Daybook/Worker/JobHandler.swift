/// Runs the attempts of a type.
package protocol JobHandler: Sendable {
  /// Runs one attempt to its end.
  ///
  /// The task is cancelled when the attempt must stop; `attempt.stopReason` then says why. The handler returns only when
  /// nothing of the attempt runs any more: its successor may start at once.
  func run(_ attempt: AttemptContext) async -> AttemptOutcome
}

/// Why an attempt has to stop before it is done.
package enum StopReason: Hashable, Sendable {
  /// An operator cancelled the job.
  case cancelled
  /// Its deadline passed.
  case timeout
  /// The worker ends.
  case shutdown
  /// The worker did not respond for too long, and its job was taken back.
  case takenBack
}

/// Which handler runs which type.
package struct HandlerRegistry: Sendable {
  package private(set) var byType: [String: any JobHandler] = [:]
  /// Runs ad-hoc commands and every declared type that has a command; nil in programs that run none.
  package var commands: (any JobHandler)?

  package init(commands: (any JobHandler)? = nil) {
    self.commands = commands
  }

  package mutating func register(_ type: String, _ handler: any JobHandler) {
    byType[type] = handler
  }

  func handler(for attempt: ClaimedAttempt) -> (any JobHandler)? {
    if let handler = byType[attempt.type] { return handler }
    return attempt.type == Limits.commandType || attempt.definition?.command != nil ? commands : nil
  }
}
