package import Daybook

/// The part of the list of schedules that a request wants, by name, and how much there is in all.
package struct ScheduleRows: Equatable, Sendable {
  package var rows: [ScheduleSummary]
  /// The place of the first row in the list.
  package var first: Int
  /// How many the list has.
  package var count: Int
  /// How many there are, whatever the filter.
  package var total: Int
  /// How many of all are enabled.
  package var enabled: Int

  /// Whether the list goes on above the first row.
  package var hasEarlier: Bool { first > 0 }
  /// Whether the list goes on below the last row.
  package var hasLater: Bool { first + rows.count < count }

  package init(rows: [ScheduleSummary] = [], first: Int = 0, count: Int = 0, total: Int = 0, enabled: Int = 0) {
    self.rows = rows
    self.first = first
    self.count = count
    self.total = total
    self.enabled = enabled
  }

  init(_ request: SnapshotRequest, _ state: SchedulerState, now: Timestamp) {
    self.init(total: state.scheduleCount, enabled: state.enabledScheduleCount)
    if request.scheduleFilter.isEmpty {
      count = total
      let places = Self.places(request, count: count) { key in
        state.schedulePlace(named: key.name, owner: key.owner)
      }
      first = places.lowerBound
      rows = state.schedules(at: places)
    } else if let filter = try? ScheduleFilter(parsing: request.scheduleFilter) {
      // The text was checked when it was typed. There are thousands of schedules where there are millions of jobs, so a
      // filter looks at all of them and knows how many match.
      let all = state.schedules(at: 0..<total).filter { filter.matches($0, now: now) }
      count = all.count
      let places = Self.places(request, count: count) { key in all.firstIndex { ScheduleKey($0) >= key } ?? count }
      first = places.lowerBound
      rows = Array(all[places])
    }
  }

  /// The places to show; one that is wanted around a schedule has as many on either side.
  private static func places(
    _ request: SnapshotRequest, count: Int, _ place: (ScheduleKey) -> Int
  ) -> Range<Int> {
    let margin = max(1, request.margin)
    switch request.scheduleWindow {
    case .first: return 0..<min(2 * margin, count)
    case .last: return max(0, count - 2 * margin)..<count
    case .around(let key):
      let place = place(key)
      return max(0, place - margin)..<min(count, place + margin)
    }
  }
}
