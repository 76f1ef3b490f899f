/// What the scheduler refuses or cannot do.
///
/// `message` says what was wrong and what to do instead; it is safe to show to people.
public struct DaybookError: Error, CustomStringConvertible {
  /// The sort of error; compare with the static members. New ones may be added.
  public struct Code: Hashable, Sendable {
    private enum Value {
      case invalidInput, notFound, invalidTransition, conflict, refused, storage, corrupt, outcomeUnknown, closed
    }

    private let value: Value
    private init(_ value: Value) { self.value = value }

    /// An argument has no meaning here.
    public static let invalidInput = Code(.invalidInput)
    /// No job, schedule or type of that name.
    public static let notFound = Code(.notFound)
    /// The job's state does not allow it.
    public static let invalidTransition = Code(.invalidTransition)
    /// Something else holds the name, key or place.
    public static let conflict = Code(.conflict)
    /// Not possible here and now.
    public static let refused = Code(.refused)
    /// The disk or the directory refused.
    public static let storage = Code(.storage)
    /// The journal is damaged.
    public static let corrupt = Code(.corrupt)
    /// The change may or may not survive: look before repeating it.
    public static let outcomeUnknown = Code(.outcomeUnknown)
    /// The scheduler was closed.
    public static let closed = Code(.closed)
  }

  /// The sort of error.
  public let code: Code
  /// What happened and what to do instead.
  public let message: String
  /// The error underneath, if one caused this.
  public let cause: (any Error)?

  /// An error with its message and cause.
  public init(_ code: Code, _ message: String, cause: (any Error)? = nil) {
    self.code = code
    self.message = message
    self.cause = cause
  }

  /// The message.
  public var description: String { message }

  /// The refusal of semantics.md, Transitions: nothing was appended.
  package static func invalidTransition(_ job: JobID, from: JobState, to goal: String, hint: String) -> DaybookError {
    DaybookError(.invalidTransition, "\(job) is \(from) and cannot be \(goal): \(hint)")
  }

  /// The journal is used by workers that know more than this program.
  package static func newerFold(_ version: Int) -> DaybookError {
    DaybookError(
      .refused,
      "the workers of this journal write records of version \(version), and this program knows version "
        + "\(Event.foldVersion): use a newer daybook; until then nothing can be changed from here")
  }

  /// An id nobody knows: an error everywhere, never a silent success.
  package static func unknownJob(_ job: JobID) -> DaybookError {
    DaybookError(.notFound, "no job \(job): daybook jobs lists the jobs that are kept")
  }
}
