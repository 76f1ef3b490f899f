import Cron
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

extension Trigger {
  /// The trigger in a table: `0 2 * * * Europe/Paris`, `every 5m`, `at 2027-01-01T00:00:00.000Z`.
  package var text: String {
    switch self {
    case .cron(let expression, let zone): expression.contains("TZ=") ? expression : "\(expression) \(zone)"
    case .every(let milliseconds, _, _): "every \(DurationText.text(milliseconds: milliseconds))"
    case .at(let instant): "at \(RFC3339.string(milliseconds: instant.milliseconds))"
    }
  }
}
