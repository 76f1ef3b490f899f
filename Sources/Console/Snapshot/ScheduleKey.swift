package import Daybook

/// What tells schedules apart: names are unique per owner. Ordered as they are listed.
package struct ScheduleKey: Hashable, Comparable, Sendable {
  package var name: String
  package var owner: String

  package init(name: String, owner: String) {
    self.name = name
    self.owner = owner
  }

  /// The key of a listed schedule.
  package init(_ schedule: ScheduleSummary) {
    self.init(name: schedule.name, owner: schedule.owner)
  }

  package static func < (left: ScheduleKey, right: ScheduleKey) -> Bool {
    (left.name, left.owner) < (right.name, right.owner)
  }
}
