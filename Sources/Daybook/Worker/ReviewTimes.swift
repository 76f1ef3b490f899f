/// When a leader has to look at all schedules again.
struct ReviewTimes {
  /// The wall clock was set back when it has lost so many milliseconds against the monotonic one.
  private static let tolerance: Int64 = 1000
  /// How often the zone database is looked at, in milliseconds.
  private static let zoneInterval: Int64 = 60_000

  private var epoch: UInt64?
  /// Wall minus monotonic time: constant for as long as nobody sets the clock.
  private var offset: Int64?
  private var zonesReadAt: Int64?
  private var zoneGeneration: UInt64?

  init() {}

  /// Whether the zones in use are to be read again: once a minute.
  mutating func readsZones(monotonic: Int64) -> Bool {
    if let zonesReadAt, monotonic - zonesReadAt < Self.zoneInterval { return false }
    zonesReadAt = monotonic
    return true
  }

  /// - Parameter zoneGeneration: differs from the one before when a zone has other rules, whoever noticed it.
  mutating func isDue(epoch: UInt64, wall: Timestamp, monotonic: Int64, zoneGeneration: UInt64) -> Bool {
    let offset = wall.milliseconds - monotonic
    let isSetBack = self.offset.map { offset < $0 - Self.tolerance } ?? false
    self.offset = offset
    if isSetBack || zoneGeneration != self.zoneGeneration { self.epoch = nil }
    self.zoneGeneration = zoneGeneration
    return self.epoch != epoch
  }

  /// Something was decided by this wall clock: if it was ahead then, it is set back when it no longer is.
  mutating func saw(wall: Timestamp, monotonic: Int64) {
    offset = max(offset ?? .min, wall.milliseconds - monotonic)
  }

  /// The review under this epoch was made; one that failed is due again.
  mutating func done(epoch: UInt64) { self.epoch = epoch }
}
