/// Where a job stands. The last three are terminal.
public enum JobState: UInt8, CaseIterable, Sendable, CustomStringConvertible {
  /// Due later, or waiting out a backoff.
  case scheduled = 0
  /// Ready to start.
  case pending = 1
  /// Waits for other jobs.
  case blocked = 2
  /// An attempt is under way.
  case running = 3
  /// Ended well.
  case completed = 4
  /// Failed for good.
  case failed = 5
  /// Cancelled by an operator.
  case cancelled = 6

  /// Whether nothing happens to the job any more unless an operator retries it.
  public var isTerminal: Bool { rawValue >= JobState.completed.rawValue }

  /// The word semantics.md uses, and the one every output prints.
  public var description: String {
    switch self {
    case .scheduled: "scheduled"
    case .pending: "pending"
    case .blocked: "blocked"
    case .running: "running"
    case .completed: "completed"
    case .failed: "failed"
    case .cancelled: "cancelled"
    }
  }

  /// The state a word names; `canceled` is accepted. Nil for any other word.
  public init?(word: some StringProtocol) {
    let word = word.lowercased()
    guard let state = JobState.allCases.first(where: { $0.description == (word == "canceled" ? "cancelled" : word) })
    else { return nil }
    self = state
  }
}
