package import Daybook

/// Keeps the forecasts of the schedules looked at lately, so that a screen that shows the same schedule again computes
/// nothing, however often it is drawn.
package struct ForecastCache {
  /// More than fit on a screen; an operator who goes up and down finds them again.
  private static let kept = 256
  /// How many fires a forecast lists.
  package static let fires = 10

  private struct Entry {
    var definition: ScheduleDefinition
    var isEnabled: Bool
    var nextFire: Timestamp?
    var firesLeft: Int?
    var forecast: ScheduleForecast

    init(_ schedule: ScheduleSummary, _ forecast: ScheduleForecast) {
      definition = schedule.definition
      isEnabled = schedule.isEnabled
      nextFire = schedule.nextFire
      firesLeft = schedule.firesLeft
      self.forecast = forecast
    }

    /// Whether the forecast still holds: nothing it follows from has changed, and its first fire is still to come.
    func holds(for schedule: ScheduleSummary, at now: Timestamp) -> Bool {
      nextFire == schedule.nextFire && isEnabled == schedule.isEnabled && firesLeft == schedule.firesLeft
        && forecast.fires.first.map { $0.nominal > now } ?? true && definition == schedule.definition
    }
  }

  private var entries: [ScheduleKey: Entry] = [:]
  /// How many forecasts have been computed.
  package private(set) var computed = 0

  package init() {}

  /// Adds the forecast of the schedule that a snapshot shows in detail.
  ///
  /// - Parameter compute: called only when nothing that holds is known; `isRevised` says that the same declaration
  ///   was foretold before, with other fires: they may follow from new rules of its zone.
  package mutating func complete(
    _ snapshot: inout Snapshot, _ compute: (_ schedule: ScheduleSummary, _ isRevised: Bool) -> ScheduleForecast
  ) {
    guard let schedule = snapshot.schedule?.schedule else { return }
    let key = ScheduleKey(schedule)
    let known = entries[key]
    if let known, known.holds(for: schedule, at: snapshot.takenAt) {
      snapshot.schedule?.forecast = known.forecast
      return
    }
    let forecast = compute(schedule, known?.definition == schedule.definition)
    computed += 1
    if entries.count >= Self.kept { entries = [:] }
    entries[key] = Entry(schedule, forecast)
    snapshot.schedule?.forecast = forecast
  }
}
