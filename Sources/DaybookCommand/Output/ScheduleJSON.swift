package import Daybook

/// One schedule as `--json` prints it; keys and order are stable.
package struct ScheduleJSON: Sendable {
  private let schedule: ScheduleSummary

  package init(_ schedule: ScheduleSummary) { self.schedule = schedule }

  package var value: JSONText {
    .object([
      "name": .string(schedule.name),
      "owner": .string(schedule.owner),
      "type": .string(schedule.type),
      "trigger": trigger,
      "enabled": .boolean(schedule.isEnabled),
      "lastFire": InstantText.json(schedule.lastFire),
      "nextFire": InstantText.json(schedule.nextFire),
      "fireCount": .integer(Int64(schedule.fireCount)),
      "missed": .integer(Int64(schedule.missed)),
      "skipped": .integer(Int64(schedule.skipped)),
    ])
  }

  private var trigger: JSONText {
    var expression: String?
    var timeZone: String?
    var interval: Int64?
    var instant: Timestamp?
    switch schedule.trigger {
    case .cron(let text, let zone): (expression, timeZone) = (text, zone)
    case .every(let milliseconds, _, _): interval = milliseconds
    case .at(let time): instant = time
    case .boot: break
    }
    return .object([
      "kind": .string(schedule.trigger.kind),
      "expression": .text(expression),
      "intervalMs": .count(interval),
      "at": InstantText.json(instant),
      "timeZone": .text(timeZone),
    ])
  }
}
