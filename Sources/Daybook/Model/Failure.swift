/// Why an attempt or a job failed, in a word that filters and scripts can rely on.
public enum FailureKind: UInt8, CaseIterable, Sendable, CustomStringConvertible {
  /// The handler threw, or the command ended with a code other than 0 or by a signal.
  case error = 0
  /// The deadline passed.
  case timeout = 1
  /// Its worker died or was stopped.
  case lost = 2
  /// It was not started before its expiry.
  case expired = 3
  /// The payload does not fit the type.
  case invalidPayload = 4
  /// A job that it waited for did not complete.
  case dependency = 5
  /// The handler asked for no further attempt.
  case discarded = 6
  /// The command could not be started at all.
  case notStarted = 7

  /// The word used in output and filters.
  public var description: String {
    switch self {
    case .error: "error"
    case .timeout: "timeout"
    case .lost: "lost"
    case .expired: "expired"
    case .invalidPayload: "invalid-payload"
    case .dependency: "dependency"
    case .discarded: "discarded"
    case .notStarted: "not-started"
    }
  }
}

/// One failure: its kind, a sentence for people, and how a command ended.
public struct Failure: Hashable, Sendable {
  /// What sort of failure it was.
  public var kind: FailureKind
  /// One line for people, such as `exit 1: no space left on device`.
  public var message: String
  /// A command's exit code.
  public var exitCode: Int32?
  /// The signal that ended a command.
  public var signal: Int32?

  /// A failure of the given kind.
  public init(kind: FailureKind, message: String, exitCode: Int32? = nil, signal: Int32? = nil) {
    self.kind = kind
    self.message = message
    self.exitCode = exitCode
    self.signal = signal
  }
}
