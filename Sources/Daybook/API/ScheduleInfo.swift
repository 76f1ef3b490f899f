/// A schedule and how it went so far, at the moment it was asked for.
public struct ScheduleInfo: Hashable, Sendable {
  /// Unique per owner.
  public var name: String
  /// The user it belongs to.
  public var owner: String
  /// The type of its jobs.
  public var type: String
  /// Whether it fires.
  public var isEnabled: Bool
  /// The nominal instant of the latest fire.
  public var lastFire: Timestamp?
  /// The next instant; nil while it is off, and when it never fires again.
  public var nextFire: Timestamp?
  /// How often it has fired, by hand included.
  public var fireCount: Int
  /// Instants that passed while nobody ran, and were not caught up.
  public var missed: Int
  /// Instants that did not fire because an earlier job had not ended.
  public var skipped: Int

  init(_ summary: ScheduleSummary) {
    name = summary.name
    owner = summary.owner
    type = summary.type
    isEnabled = summary.isEnabled
    lastFire = summary.lastFire
    nextFire = summary.nextFire
    fireCount = summary.fireCount
    missed = summary.missed
    skipped = summary.skipped
  }
}
