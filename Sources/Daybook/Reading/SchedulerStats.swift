/// Counts of everything, kept incrementally: reading them costs the same at any number of jobs.
package struct SchedulerStats: Hashable, Sendable {
  /// Jobs by state, indexed by `JobState.rawValue`.
  package var byState: [Int]
  /// Failed jobs with an undismissed dead letter.
  package var dead: Int
  package var isPaused: Bool
  package var pausedQueues: [String]
  package var pausedTypes: [String]
  package var workers: [WorkerSummary]
  /// The name of the leading worker.
  package var leader: String?
  package var epoch: UInt64
  package var types: [TypeStats]
  /// Records that came too late to count (a stale token, a transition that was no longer possible).
  package var staleRecords: Int

  /// Jobs in the given state.
  package func count(_ state: JobState) -> Int { byState[Int(state.rawValue)] }
  /// All retained jobs.
  package var total: Int { byState.reduce(0, +) }
}

/// The counts of one type, by state.
package struct TypeStats: Hashable, Sendable {
  package var name: String
  package var byState: [Int]
}

/// A worker that has joined and not left.
package struct WorkerSummary: Hashable, Sendable {
  /// The sequence of its `joined` record.
  package var id: UInt64
  package var name: String
  package var slots: Int
  /// How it was started: `daybook up`, `--no-ui`, a console, a program.
  package var kind: String
  package var processID: Int32
  package var host: String
  package var user: String
  package var running: Int
  package var joinedAt: Timestamp
  /// Whether it runs commands; if so, it serves every type that has one.
  package var servesCommands: Bool
  /// Other types it has handlers for, sorted.
  package var types: [String]
  /// The jobs file that it applies; nil for none.
  package var jobsFile: String?
  /// When what it appends counts as accepted.
  package var durability: Durability
  /// What the payloads of its own types take, by type; a type that is not in it takes anything.
  package var parameters: [String: [ParameterDefinition]]
  /// Whether it leads.
  package var isLeader: Bool
  /// When its working loop went round last, by its wall clock; nil where its file was not looked at.
  package var beatenAt: Timestamp?
}
