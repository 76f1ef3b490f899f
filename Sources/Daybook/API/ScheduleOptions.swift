/// What a schedule does about its bounds, missed instants and overlaps, and how its jobs run.
public struct ScheduleOptions: Hashable, Sendable {
  /// What it is for, in a sentence; at most 1,000 bytes.
  public var description: String?
  /// Whether it fires before anybody switches it on.
  public var isEnabled = true
  /// No instant before it fires; the grid of an interval begins there.
  public var startsAt: Timestamp?
  /// No instant after it fires.
  public var endsAt: Timestamp?
  /// It ends after so many fires, those by hand included; at least 1.
  public var maxFires: Int?
  /// Each job starts up to this much after its instant, the same for the same instant; less than an interval's length.
  public var jitter: Duration = .zero
  /// Instants that passed while nobody ran.
  public var misfire = MisfirePolicy.latest
  /// How late the latest missed instant may still fire under `.latest`.
  public var maxLateness: Duration = .milliseconds(ScheduleDefinition.defaultMaxLatenessMilliseconds)
  /// The previous fire's job has not ended.
  public var overlap = OverlapPolicy.queue
  /// Where its jobs wait; nil is their type's queue.
  public var queue: String?
  /// Which of them start first.
  public var priority = Priority.normal
  /// At most one live job has this key; a fire that finds it held is counted as skipped.
  public var key: String?
  /// What its jobs are about, such as user-42; for filters.
  public var entity: String?
  /// A name for people.
  public var label: String?
  /// Words for filters; at most 32.
  public var tags: [String] = []
  /// Retries after the first attempt; nil follows the type.
  public var maxRetries: Int?
  /// Waits between attempts; nil follows the type.
  public var backoff: Backoff?
  /// Ends an attempt after this time; nil follows the type.
  public var timeout: Duration?
  /// Never run a job again, not even when its attempt was lost.
  public var once = false

  /// The defaults.
  public init() {}

  func apply(to definition: inout ScheduleDefinition) {
    definition.purpose = description
    definition.isEnabled = isEnabled
    definition.startsAt = startsAt
    definition.endsAt = endsAt
    definition.maxFires = maxFires
    definition.jitterMilliseconds = jitter.wholeMilliseconds
    definition.misfire = misfire
    definition.maxLatenessMilliseconds = maxLateness.wholeMilliseconds
    definition.overlap = overlap
    definition.template.queue = queue
    definition.template.priority = priority
    definition.template.key = key
    definition.template.entity = entity
    definition.template.label = label
    definition.template.tags = tags
    definition.template.overrides = JobOverrides(
      maxRetries: maxRetries ?? (once ? 0 : nil), backoff: backoff, timeoutMilliseconds: timeout?.wholeMilliseconds,
      once: once)
  }
}
