/// What happens when the previous fire's job has not ended (semantics.md, Overlap).
public enum OverlapPolicy: UInt8, CaseIterable, Sendable, CustomStringConvertible {
  /// One waits behind it; further instants are counted as missed.
  case queue = 0
  /// The instant is counted as missed.
  case skip = 1
  /// Both run.
  case allow = 2
  /// It is cancelled, and the new one runs once it has ended.
  case replace = 3

  /// The word that files and commands use.
  public var description: String {
    switch self {
    case .queue: "queue"
    case .skip: "skip"
    case .allow: "allow"
    case .replace: "replace"
    }
  }
}
