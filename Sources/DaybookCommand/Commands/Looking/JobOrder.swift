import ArgumentParser
package import Daybook

/// The order of a listing: a field and a direction.
package struct JobOrder: Hashable, Sendable, ExpressibleByArgument {
  /// What jobs can be ordered by.
  package enum Field: String, CaseIterable, Sendable {
    case id, type, label, queue, state, priority, attempt, enqueued, due, started, finished, duration

    /// Whether the largest or latest comes first unless the order says otherwise.
    var isDescending: Bool {
      switch self {
      case .type, .label, .queue, .state, .due: false
      default: true
      }
    }
  }

  package let field: Field
  package let isDescending: Bool

  /// Newest first, the order in which the state walks.
  package static let newest = JobOrder(field: .id, isDescending: true)

  private init(field: Field, isDescending: Bool) {
    self.field = field
    self.isDescending = isDescending
  }

  /// `duration`, `duration:asc`, `due:desc`.
  package init?(argument: String) {
    let parts = argument.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count <= 2, let field = Field(rawValue: String(parts[0])) else { return nil }
    guard parts.count == 1 || ["asc", "desc"].contains(parts[1]) else { return nil }
    self.init(field: field, isDescending: parts.count == 2 ? parts[1] == "desc" : field.isDescending)
  }

  package var defaultValueDescription: String { field.rawValue }

  package static var allValueStrings: [String] { Field.allCases.map(\.rawValue) }

  /// The jobs in this order; equal ones newest first.
  package func sorted(_ jobs: [JobSummary]) -> [JobSummary] {
    jobs.sorted { left, right in
      let order = compare(left, right)
      return order == 0 ? left.id > right.id : isDescending ? order > 0 : order < 0
    }
  }

  private func compare(_ left: JobSummary, _ right: JobSummary) -> Int {
    switch field {
    case .id: Self.compare(left.id.rawValue, right.id.rawValue)
    case .type: Self.compare(left.type, right.type)
    case .label: Self.compare(left.name, right.name)
    case .queue: Self.compare(left.queue, right.queue)
    case .state: Self.compare(left.state.rawValue, right.state.rawValue)
    case .priority: Self.compare(left.priority.rawValue, right.priority.rawValue)
    case .attempt: Self.compare(left.attempt, right.attempt)
    case .enqueued: Self.compare(left.enqueuedAt, right.enqueuedAt)
    case .due: Self.compare(left.dueAt, right.dueAt)
    case .started: Self.compare(left.startedAt?.milliseconds ?? .min, right.startedAt?.milliseconds ?? .min)
    case .finished: Self.compare(left.finishedAt?.milliseconds ?? .min, right.finishedAt?.milliseconds ?? .min)
    case .duration: Self.compare(left.durationMilliseconds ?? -1, right.durationMilliseconds ?? -1)
    }
  }

  private static func compare<Value: Comparable>(_ left: Value, _ right: Value) -> Int {
    left == right ? 0 : left < right ? -1 : 1
  }
}
