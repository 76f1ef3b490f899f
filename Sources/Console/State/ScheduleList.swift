package import Daybook

/// Where the operator stands in the list of schedules.
package struct ScheduleList: Equatable, Sendable {
  package internal(set) var cursor: ScheduleKey?
  /// The index of the first row shown.
  package internal(set) var top = 0
  /// Where the cursor was, for when its schedule disappears.
  private var lastIndex = 0

  /// Moves by rows, not beyond the ends.
  mutating func move(by count: Int, in schedules: [ScheduleSummary]) {
    guard !schedules.isEmpty else { return }
    let index = index(in: schedules)
    let (sum, overflow) = index.addingReportingOverflow(count)
    let goal = overflow ? (count > 0 ? schedules.count - 1 : 0) : min(max(0, sum), schedules.count - 1)
    put(at: goal, in: schedules)
  }

  /// Keeps the cursor on its schedule, or puts it on the nearest one.
  mutating func settle(_ schedules: [ScheduleSummary]) {
    if schedules.isEmpty {
      cursor = nil
    } else {
      put(at: index(in: schedules), in: schedules)
    }
  }

  /// The first row shown in a list of `height` rows, with the cursor in sight.
  package func firstIndex(in schedules: [ScheduleSummary], height: Int) -> Int {
    guard height > 0, !schedules.isEmpty else { return 0 }
    let index = index(in: schedules)
    let first = min(max(top, index - height + 1), index)
    return max(0, min(first, schedules.count - height))
  }

  private func index(in schedules: [ScheduleSummary]) -> Int {
    schedules.firstIndex { ScheduleKey($0) == cursor } ?? min(lastIndex, schedules.count - 1)
  }

  private mutating func put(at index: Int, in schedules: [ScheduleSummary]) {
    lastIndex = index
    cursor = ScheduleKey(schedules[index])
  }
}
