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

  init() {}

  /// - Parameter haveZonesChanged: reads the zones in use again; asked once a minute.
  mutating func isDue(
    epoch: UInt64, wall: Timestamp, monotonic: Int64, _ haveZonesChanged: () -> Bool
  ) -> Bool {
    let offset = wall.milliseconds - monotonic
    let isSetBack = self.offset.map { offset < $0 - Self.tolerance } ?? false
    self.offset = offset
    var areZonesNew = false
    if zonesReadAt.map({ monotonic - $0 >= Self.zoneInterval }) ?? true {
      zonesReadAt = monotonic
      areZonesNew = haveZonesChanged()
    }
    if isSetBack || areZonesNew { self.epoch = nil }
    return self.epoch != epoch
  }

  /// The review under this epoch was made; one that failed is due again.
  mutating func done(epoch: UInt64) { self.epoch = epoch }
}
