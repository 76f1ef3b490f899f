/// When a schedule fires.
package enum Trigger: Hashable, Sendable {
  /// A cron expression in a named zone.
  case cron(expression: String, timeZone: String)
  /// A fixed grid: anchor + k · interval, never drifting.
  case every(milliseconds: Int64, anchor: Timestamp, startsImmediately: Bool)
  /// Once.
  case at(Timestamp)

  /// The word used in output: cron, every, at.
  package var kind: String {
    switch self {
    case .cron: "cron"
    case .every: "every"
    case .at: "at"
    }
  }
}

/// What happens to instants that passed while nobody ran.
package enum MisfirePolicy: Hashable, Sendable {
  /// The latest one, if at most `maxLateness` late.
  case latest
  /// None.
  case skip
}

/// What happens when the previous fire's job has not ended.
package enum OverlapPolicy: UInt8, CaseIterable, Sendable, CustomStringConvertible {
  /// One waits behind it; further instants are counted as missed.
  case queue = 0
  /// The instant is counted as missed.
  case skip = 1
  /// Both run.
  case allow = 2

  package var description: String {
    switch self {
    case .queue: "queue"
    case .skip: "skip"
    case .allow: "allow"
    }
  }
}

/// A schedule as its owner declared it.
package struct ScheduleDefinition: Hashable, Sendable {
  /// Unique per owner.
  package var name: String
  package var owner: String
  /// The file or program that declared it.
  package var source: String
  package var trigger: Trigger
  package var misfire: MisfirePolicy
  package var overlap: OverlapPolicy
  /// How late a missed instant may still fire, in milliseconds.
  package var maxLatenessMilliseconds: Int64
  /// The job that each fire enqueues.
  package var template: JobRequest

  package init(
    name: String,
    owner: String,
    source: String,
    trigger: Trigger,
    misfire: MisfirePolicy = .latest,
    overlap: OverlapPolicy = .queue,
    maxLatenessMilliseconds: Int64 = 3_600_000,
    template: JobRequest
  ) {
    self.name = name
    self.owner = owner
    self.source = source
    self.trigger = trigger
    self.misfire = misfire
    self.overlap = overlap
    self.maxLatenessMilliseconds = maxLatenessMilliseconds
    self.template = template
  }
}
