package import Daybook

/// A change that the operator decided on; the session makes it through the scheduler, which checks it once more.
package enum Operation: Hashable, Sendable {
  case retry([JobID])
  case cancel([JobID])
  case trigger(ScheduleKey)
  case setEnabled(ScheduleKey, Bool)
  case resetSchedule(ScheduleKey)
  case deleteSchedule(ScheduleKey)
  case pause(PauseScope)
  case resume(PauseScope)
  case startWorker

  /// The past participle for outcomes.
  var done: String {
    switch self {
    case .retry: "retried"
    case .cancel: "cancelled"
    case .trigger: "triggered"
    case .setEnabled(_, true): "enabled"
    case .setEnabled(_, false): "disabled"
    case .resetSchedule: "reset"
    case .deleteSchedule: "deleted"
    case .pause: "paused"
    case .resume: "resumed"
    case .startWorker: "started"
    }
  }
}

/// How an operation went, object by object.
package struct OperationOutcome: Equatable, Sendable {
  /// An object that was left as it was, and why.
  package struct Skipped: Equatable, Sendable {
    package var name: String
    package var reason: String

    package init(name: String, reason: String) {
      self.name = name
      self.reason = reason
    }
  }

  package var operation: Operation
  /// The names of the objects that were changed: `#4821`, `nightly-backup`.
  package var done: [String]
  package var skipped: [Skipped]
  /// What came of it, such as `pending: held by backup limit 1 (#4830)`.
  package var note: String?

  package init(_ operation: Operation, done: [String], skipped: [Skipped] = [], note: String? = nil) {
    self.operation = operation
    self.done = done
    self.skipped = skipped
    self.note = note
  }
}

/// How the console is left.
package enum QuitMode: Hashable, Sendable {
  /// Nothing of ours runs, or it may finish by itself: the own worker finishes what runs, starts nothing more and
  /// exits.
  case leave
  /// The session waits on the normal screen until the running jobs ended.
  case wait
  /// The own worker stays and goes on.
  case background
  /// The own worker's jobs are cancelled.
  case cancelJobs
}
