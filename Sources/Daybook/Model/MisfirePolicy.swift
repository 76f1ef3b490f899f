/// What happens to instants that passed while nobody ran (semantics.md, Misfires).
public enum MisfirePolicy: Hashable, Sendable, CustomStringConvertible {
  /// The latest one, if at most `maxLateness` late.
  case latest
  /// None.
  case skip
  /// The latest `max` of them, oldest first, however late; `max` is 1 … 1000.
  case all(max: Int)

  /// The instants that `all` catches up when no number is named.
  static let defaultMaximum = 100
  /// The numbers that `all` takes.
  static let maxima = 1...1000
  /// How the policies are spelled, for messages.
  package static let spellings = "latest, skip, all or all:N (N is 1 to 1000)"

  /// `latest`, `skip`, `all:20`.
  public var description: String {
    switch self {
    case .latest: "latest"
    case .skip: "skip"
    case .all(let max): "all:\(max)"
    }
  }

  /// A policy from its spelling; `all` alone catches up 100 at most. Nil for anything else.
  package init?(text: String) {
    switch text {
    case "latest": self = .latest
    case "skip": self = .skip
    case "all": self = .all(max: Self.defaultMaximum)
    default:
      guard text.hasPrefix("all:"), let max = Int(text.dropFirst(4)), Self.maxima.contains(max) else { return nil }
      self = .all(max: max)
    }
  }
}
