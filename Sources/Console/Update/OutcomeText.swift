/// The outcome of an operation in one line: what was done, what was skipped, and why.
enum OutcomeText {
  /// The most objects named one by one.
  private static let namedAtMost = 5

  static func message(_ outcome: OperationOutcome) -> (kind: Toast.Kind, text: String) {
    let note = outcome.note.map { " → \($0)" } ?? ""
    if outcome.skipped.isEmpty {
      return (.success, done(outcome) + note)
    }
    if outcome.done.isEmpty, outcome.skipped.count == 1 {
      return (.error, "not \(outcome.operation.done): \(outcome.skipped[0].reason)")
    }
    let counts = "\(outcome.done.count) \(outcome.operation.done), \(outcome.skipped.count) skipped"
    return (outcome.done.isEmpty ? .error : .warning, "\(counts): \(reasons(outcome.skipped))\(note)")
  }

  private static func done(_ outcome: OperationOutcome) -> String {
    if case .startWorker = outcome.operation { return "worker started" }
    let names = outcome.done.prefix(namedAtMost).joined(separator: ", ")
    let rest = outcome.done.count - namedAtMost
    return "\(outcome.operation.done) \(names)\(rest > 0 ? " and \(rest) more" : "")"
  }

  /// Each reason once, in the order they came.
  private static func reasons(_ skipped: [OperationOutcome.Skipped]) -> String {
    var seen: [String] = []
    for reason in skipped.map(\.reason) where !seen.contains(reason) { seen.append(reason) }
    return seen.prefix(3).joined(separator: "; ")
  }
}
