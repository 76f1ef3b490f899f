/// A schedule as its owner declared it.
package struct ScheduleDefinition: Hashable, Sendable {
  /// How late a missed instant may still fire unless said otherwise: an hour.
  package static let defaultMaxLatenessMilliseconds: Int64 = 3_600_000

  /// The source of schedules that people make at the command line.
  package static let commandSource = "command line"

  /// Unique per owner.
  package var name: String
  package var owner: String
  /// The file or program that declared it.
  package var source: String
  /// Its description: what it is for, in a sentence.
  package var purpose: String?
  package var trigger: Trigger
  /// The switch that its declaration asks for; an operator's counts for more.
  package var isEnabled = true
  /// No instant before it fires.
  package var startsAt: Timestamp?
  /// No instant after it fires.
  package var endsAt: Timestamp?
  /// It ends after so many fires.
  package var maxFires: Int?
  /// A fire's job is due up to so many milliseconds after the nominal instant; see `FireJitter`.
  package var jitterMilliseconds: Int64 = 0
  package var misfire: MisfirePolicy
  package var overlap: OverlapPolicy
  /// How late the latest missed instant may still fire, in milliseconds.
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
    maxLatenessMilliseconds: Int64 = ScheduleDefinition.defaultMaxLatenessMilliseconds,
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

  /// Whether an instant lies within the schedule's bounds.
  package func allows(_ instant: Timestamp) -> Bool {
    startsAt.map { instant >= $0 } ?? true && endsAt.map { instant <= $0 } ?? true
  }

  /// The same schedule on the grid it was created with, for as long as interval and start stay as they are: declaring
  /// it again does not move it.
  func keepingGrid(of old: ScheduleDefinition) -> ScheduleDefinition {
    guard case .every(let interval, _, let isImmediate) = trigger,
      case .every(let oldInterval, _, let wasImmediate) = old.trigger,
      interval == oldInterval, startsAt == old.startsAt, startsAt != nil || isImmediate == wasImmediate
    else { return self }
    var kept = self
    kept.trigger = old.trigger
    return kept
  }
}
