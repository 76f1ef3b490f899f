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
  /// The places of all that match, among all schedules; empty without a filter.
  private(set) var matches: [Int] = []

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

  /// - Parameter previous: the last look. While nothing has happened since, what matched then matches now, so that moving
  ///   in a filtered list does not search it again.
  init(_ request: SnapshotRequest, _ state: SchedulerState, now: Timestamp, previous: Snapshot?) {
    self.init(total: state.scheduleCount, enabled: state.enabledScheduleCount)
    guard !request.scheduleFilter.isEmpty else {
      count = total
      let places = Self.window(request, count: count) { key in
        state.schedulePlace(named: key.name, owner: key.owner)
      }
      first = places.lowerBound
      rows = state.schedules(at: places)
      return
    }
    matches = Self.matches(request, state, now: now, previous: previous)
    count = matches.count
    let places = Self.window(request, count: count) { key in
      let place = state.schedulePlace(named: key.name, owner: key.owner)
      return matches.firstIndex { $0 >= place } ?? count
    }
    first = places.lowerBound
    rows = state.schedules(at: matches[places])
  }

  private static func matches(
    _ request: SnapshotRequest, _ state: SchedulerState, now: Timestamp, previous: Snapshot?
  ) -> [Int] {
    if let previous, previous.request.scheduleFilter == request.scheduleFilter,
      previous.sequence == state.lastSequence, previous.takenAt.seconds == now.seconds
    {
      return previous.schedules.matches
    }
    // The text was checked when it was typed. There are thousands of schedules where there are millions of jobs, so a
    // filter looks at all of them and knows how many match.
    guard let filter = try? ScheduleFilter(parsing: request.scheduleFilter) else { return [] }
    return state.schedulePlaces(matching: filter, now: now)
  }

  /// The places to show; one that is wanted around a schedule has as many on either side.
  private static func window(
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
