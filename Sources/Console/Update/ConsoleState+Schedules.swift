import Daybook

/// The actions that change a schedule: what they ask first, and what they order.
extension ConsoleState {
  mutating func actOnSchedule(_ id: ActionID) -> [Effect] {
    guard let schedule = selectedSchedule else { return [] }
    let key = ScheduleKey(schedule)
    switch id {
    case .trigger: return [.perform(.trigger(key))]
    case .toggleSchedule: return [.perform(.setEnabled(key, !schedule.isEnabled))]
    case .resetSchedule: return [.perform(.resetSchedule(key))]
    case .deleteSchedule: dialog = deleteDialog(schedule)
    default: preconditionFailure("\(id.rawValue) is no action that changes a schedule")
    }
    return []
  }

  private func deleteDialog(_ schedule: ScheduleSummary) -> Dialog {
    var lines = [
      "\(schedule.name) of \(schedule.owner): \(scheduleDetail?.forecast?.sentence ?? schedule.trigger.text)"
    ]
    let words = ScheduleWords(schedule: schedule, clock: clock)
    let next = schedule.nextFire == nil ? "" : " (next fire: \(words.next(scheduleDetail?.forecast)))"
    lines.append("It will not fire any more\(next).")
    lines.append("Its counters go (fired \(NumberText.count(schedule.fireCount, "time"))); the jobs of its fires stay.")
    return .confirm(
      "Delete schedule \(schedule.name)?", lines: lines, yes: "delete \(schedule.name)", no: "leave as is",
      .deleteSchedule(ScheduleKey(schedule)))
  }
}
