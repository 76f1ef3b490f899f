/// How a worker behaves.
package struct WorkerOptions: Sendable {
  /// Attempts it runs at once.
  package var slots: Int
  /// How it was started; shown to people.
  package var kind: String
  /// Whether there may be one worker of its kind at a time.
  package var isOnlyOfItsKind = false
  /// The jobs file that it applies; absolute. Nil for none.
  package var jobsFile: String?
  /// How long running attempts may go on once it is told to stop, in milliseconds.
  package var shutdownGraceMilliseconds: Int64
  /// When it compacts the journal while it leads.
  package var compaction = CompactionPolicy()
  /// How long another worker may live without a heartbeat until its jobs are taken back, in milliseconds.
  package var workerTimeoutMilliseconds: Int64 = 20_000
  /// How long the leader may live without a heartbeat until it is replaced, in milliseconds.
  package var leaderTimeoutMilliseconds: Int64 = 15_000
  /// How long after its start it does not stand for election, in milliseconds; it runs jobs meanwhile.
  package var coldStartMilliseconds: Int64 = 0
  /// What the payloads of its own types take, by type.
  package var parameters: [String: [ParameterDefinition]] = [:]
  /// Called once each time this worker begins to lead, with the epoch; must return quickly.
  package var onLeadershipAcquired: @Sendable (UInt64) -> Void = { _ in }
  /// Called once each time this worker leads no longer, with the epoch that is over; must return quickly.
  package var onLeadershipLost: @Sendable (UInt64) -> Void = { _ in }
  /// Names the time since the machine's start, for schedules that fire at boot; empty where it cannot be told.
  package var bootIdentifier: String

  package init(
    slots: Int = 5, kind: String, shutdownGraceMilliseconds: Int64 = 30_000,
    bootIdentifier: String = ThisProcess.bootIdentifier
  ) {
    self.slots = slots
    self.kind = kind
    self.shutdownGraceMilliseconds = shutdownGraceMilliseconds
    self.bootIdentifier = bootIdentifier
  }

  /// The shortest timeout that may be configured: every worker's heart beats several times in it, whatever its own timeouts.
  package static let shortestTimeoutMilliseconds: Int64 = 3000
  private static let longestBeatIntervalMilliseconds: Int64 = 1000

  /// How often the heartbeat is bumped and the others are looked at: several times within each timeout.
  var lookIntervalMilliseconds: Int64 { max(10, min(Self.longestBeatIntervalMilliseconds, shorterTimeout / 5)) }

  /// Looks further apart than this mean that this process was asleep.
  var longestGapMilliseconds: Int64 { shorterTimeout / 2 }

  private var shorterTimeout: Int64 { min(workerTimeoutMilliseconds, leaderTimeoutMilliseconds) }
}
