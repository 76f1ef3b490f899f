/// Which jobs a listing shows: words that must all hold, such as `state:failed type:mail* age:2h+ not:queue:gpu "disk
/// full"`.
///
/// `field:value` is exact and `*` stands for any run of characters; anything else is searched for, ignoring the case of
/// ASCII letters, in type, label, key, entity and error. The same filter serves the console's `/` and the command
/// line's `--where`.
package struct JobFilter: Hashable, Sendable {
  /// One word of the filter.
  struct Condition: Hashable, Sendable {
    var isNegated: Bool
    var term: Term
  }

  /// What one word asks of a job.
  enum Term: Hashable, Sendable {
    case state(JobState)
    /// Scheduled because an attempt failed.
    case retrying
    case dead
    case name(Field, TextPattern)
    case identifiers(ClosedRange<UInt64>)
    case failureKind(FailureKind)
    case enqueued(from: Timestamp, through: Timestamp)
    case attempts(ClosedRange<Int>)
    case text(TextPattern)
  }

  /// The fields whose values are names.
  enum Field: String, CaseIterable, Sendable {
    case type, queue, label, tag, key, entity, owner, schedule
  }

  /// The filter as it was written.
  package private(set) var text: String
  private(set) var conditions: [Condition]
  /// The only states a match can be in; nil is any. A check to make before a summary is built.
  package private(set) var states: Set<JobState>?
  /// The only types a match can have, when the filter names some without `*`; nil is any.
  package private(set) var types: Set<String>?

  init(text: String, conditions: [Condition]) {
    self.text = text
    self.conditions = conditions
    deriveChecks()
  }

  /// Every job.
  package static let all = JobFilter(text: "", conditions: [])

  /// Whether the filter lets every job through.
  package var isEmpty: Bool { conditions.isEmpty }

  /// The same filter, and the job is in `state`.
  package func narrowed(to state: JobState) -> JobFilter {
    let word = "state:\(state)"
    return JobFilter(
      text: text.isEmpty ? word : "\(text) \(word)",
      conditions: conditions + [Condition(isNegated: false, term: .state(state))]
    )
  }

  /// Whether the job passes every word.
  package func matches(_ job: JobSummary) -> Bool {
    conditions.allSatisfy { $0.term.holds(for: job) != $0.isNegated }
  }

  private mutating func deriveChecks() {
    for condition in conditions {
      if let possible = condition.possibleStates {
        states = states.map { $0.intersection(possible) } ?? possible
      }
      if case .name(.type, let pattern) = condition.term, !condition.isNegated, let name = pattern.literal {
        types = types.map { $0.intersection([name]) } ?? [name]
      }
    }
  }
}

extension JobFilter.Condition {
  /// The states that jobs passing this word can be in; nil when the word says nothing about it.
  var possibleStates: Set<JobState>? {
    switch (term, isNegated) {
    case (.state(let state), false): [state]
    case (.state(let state), true): Set(JobState.allCases).subtracting([state])
    case (.retrying, false): [.scheduled]
    case (.dead, false): [.failed]
    default: nil
    }
  }
}

extension JobFilter.Term {
  /// Whether the job is what the word says.
  func holds(for job: JobSummary) -> Bool {
    switch self {
    case .state(let state): job.state == state
    case .retrying: job.state == .scheduled && job.failure != nil
    case .dead: job.isDead
    case .name(let field, let pattern): field.values(of: job).contains(where: pattern.matchesWhole)
    case .identifiers(let range): range.contains(job.id.rawValue)
    case .failureKind(let kind): job.failure?.kind == kind
    case .enqueued(let from, let through): from <= job.enqueuedAt && job.enqueuedAt <= through
    case .attempts(let range): range.contains(job.attempt)
    case .text(let pattern):
      pattern.occurs(in: job.type)
        || [job.label, job.key, job.entity, job.failure?.message]
          .contains { $0.map(pattern.occurs) ?? false }
    }
  }
}

extension JobFilter.Field {
  /// The job's values of the field; several for tags, none when it is not set.
  func values(of job: JobSummary) -> [String] {
    switch self {
    case .type: [job.type]
    case .queue: [job.queue]
    case .tag: job.tags
    case .label: job.label.map { [$0] } ?? []
    case .key: job.key.map { [$0] } ?? []
    case .entity: job.entity.map { [$0] } ?? []
    case .owner: job.owner.map { [$0] } ?? []
    case .schedule: job.schedule.map { [$0] } ?? []
    }
  }
}
