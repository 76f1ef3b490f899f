import Cron
import Daybook

/// One schedule for people: what was declared, how it went, and what comes.
struct ScheduleSheet {
  let schedule: ScheduleSummary
  let upcoming: [UpcomingFire]
  let now: Timestamp
  let printer: Printer

  func print() throws {
    try printer.line("\(schedule.name) \(schedule.outlook(now: now))", schedule.isEnabled ? .green : .yellow)
    var table = Table([.init(""), .init("")])
    for (name, text) in facts {
      if let text { table.add([Table.Cell("  " + name, .dim), Table.Cell(text)]) }
    }
    // A command's payload is long and says little beside its words.
    let isAdHoc = schedule.type == Limits.commandType
    for field in schedule.definition.fields where field.text != nil && !(isAdHoc && field.name == "data") {
      table.add([Table.Cell("  " + field.name, .dim), Table.Cell(field.text ?? "")])
    }
    try printer.lines(Array(table.lines(width: nil, usesColor: false).dropFirst()))
    if upcoming.isEmpty { return }
    try printer.line("Next fires:", .dim)
    try printer.lines(upcoming.map { "  " + line($0) })
  }

  private var facts: KeyValuePairs<String, String?> {
    [
      "fires": sentence,
      "command": AdHocCommand.words(inPayload: schedule.definition.template.payload, type: schedule.type)?
        .joined(separator: " "),
      "switch": schedule.override.map { override in
        "\(override.isEnabled ? "on" : "off") by \(override.actor), \(InstantText.relative(override.at, now: now)); "
          + "declared \(schedule.definition.isEnabled ? "on" : "off") (\(printer.program) schedule reset \(schedule.name))"
      },
      "declared by": schedule.isOrphaned ? "\(schedule.source), which no longer has it" : schedule.source,
      "owner": schedule.owner,
      "last fire": schedule.lastFire.map { InstantText.full($0, now: now, zone: zone) },
      "fired": "\(schedule.fireCount)",
      "missed": schedule.missed == 0 ? nil : "\(schedule.missed), nobody ran when they were due",
      "skipped": schedule.skipped == 0 ? nil : "\(schedule.skipped), an earlier job had not ended",
      "last job": schedule.lastJob?.description,
    ]
  }

  /// The trigger in words; nil where its own text says as much.
  private var sentence: String? {
    guard case .cron(let text, _) = schedule.trigger, let expression = try? CronExpression.parse(text) else {
      return nil
    }
    return Explanation(of: expression, after: now.seconds, in: zone, count: 0).sentence
  }

  private var zone: TimeZoneRules {
    let name = if case .cron(_, let zone) = schedule.trigger { zone } else { TimeZoneRules.hostName() }
    return (try? TimeZoneRules(named: name)) ?? .utc
  }

  private func line(_ fire: UpcomingFire) -> String {
    let text = InstantText.full(fire.nominal, now: now, zone: zone)
    let delay = fire.dueAt.milliseconds - fire.nominal.milliseconds
    return delay == 0 ? text : "\(text), job due \(DurationText.rounded(milliseconds: delay)) later"
  }
}
