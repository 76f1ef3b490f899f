import Cron
import Daybook

/// One schedule for people: what was declared, how it went, and what comes.
struct ScheduleSheet {
  let schedule: ScheduleSummary
  let forecast: ScheduleForecast
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
    try printer.lines(forecast.warnings.map { "  Warning: \($0)" })
    if forecast.fires.isEmpty { return }
    try printer.line("Next fires, \(forecast.timeZone):", .dim)
    try printer.lines(forecast.fires.map { "  " + line($0) })
  }

  private var facts: KeyValuePairs<String, String?> {
    [
      "problem": forecast.problem,
      "fires": [forecast.sentence, forecast.frequency].compactMap(\.self).joined(separator: "; "),
      "command": AdHocCommand.words(inPayload: schedule.definition.template.payload, type: schedule.type)?
        .joined(separator: " "),
      "switch": schedule.override.map { override in
        "\(override.isEnabled ? "on" : "off") by \(override.actor), \(InstantText.relative(override.at, now: now)); "
          + "declared \(schedule.definition.isEnabled ? "on" : "off") (\(printer.program) schedule reset \(schedule.name))"
      },
      "declared by": schedule.isOrphaned ? "\(schedule.source), which no longer has it" : schedule.source,
      "owner": schedule.owner,
      "last fire": schedule.lastFire.map { InstantText.full($0, now: now, zone: hostZone) },
      "fired": "\(schedule.fireCount)",
      "missed": schedule.missed == 0 ? nil : "\(schedule.missed), nobody ran when they were due",
      "skipped": schedule.skipped == 0 ? nil : "\(schedule.skipped), an earlier job had not ended",
      "last job": schedule.lastJob?.description,
    ]
  }

  private var hostZone: TimeZoneRules { (try? TimeZoneRules(named: TimeZoneRules.hostName())) ?? .utc }

  private func line(_ fire: ScheduleForecast.Fire) -> String {
    let text = RFC3339.string(seconds: fire.nominal.seconds, offset: Int32(fire.utcOffset))
    let distance = InstantText.relative(fire.nominal, now: now)
    let delay = fire.dueAt.milliseconds - fire.nominal.milliseconds
    return delay == 0
      ? "\(text) (\(distance))"
      : "\(text) (\(distance)), job due \(DurationText.rounded(milliseconds: delay)) later"
  }
}
