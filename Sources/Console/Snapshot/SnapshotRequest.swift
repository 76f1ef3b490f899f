package import Daybook

/// What the console shows at the moment and therefore wants to know; the answer is a `Snapshot`.
package struct SnapshotRequest: Hashable, Sendable {
  /// Which part of a list that may have a million rows.
  package enum Window: Hashable, Sendable {
    /// The rows around a job, and itself if it is there.
    case around(JobID)
    case newest
    case oldest
  }

  /// Which part of a list of schedules that may have ten thousand rows.
  package enum ScheduleWindow: Hashable, Sendable {
    case around(ScheduleKey)
    case first
    case last
  }

  /// The filter as written; parsed again for each answer because `age:` counts from now.
  package var filterText: String
  /// The state tab; nil shows all.
  package var tab: JobState?
  package var window: Window
  /// Rows wanted on either side.
  package var margin: Int
  /// The job whose details and attempts are shown.
  package var selected: JobID?
  /// Marked jobs, to know which are still there.
  package var marked: [JobID]
  /// The filter of the schedules as written.
  package var scheduleFilter: String
  package var scheduleWindow: ScheduleWindow
  /// The schedule that is shown in detail.
  package var schedule: ScheduleKey?

  package init(
    filterText: String = "",
    tab: JobState? = nil,
    window: Window = .newest,
    margin: Int = 100,
    selected: JobID? = nil,
    marked: [JobID] = [],
    scheduleFilter: String = "",
    scheduleWindow: ScheduleWindow = .first,
    schedule: ScheduleKey? = nil
  ) {
    self.filterText = filterText
    self.tab = tab
    self.window = window
    self.margin = margin
    self.selected = selected
    self.marked = marked
    self.scheduleFilter = scheduleFilter
    self.scheduleWindow = scheduleWindow
    self.schedule = schedule
  }

  /// Whether both ask for the same list, wherever they stand in it.
  func asksForSameList(as other: SnapshotRequest) -> Bool {
    filterText == other.filterText && tab == other.tab
  }
}
