import Cron
import Daybook
import Settings

/// `cron`, `every` or `at` of a schedule, and the keys that belong to each.
struct TriggerSection {
  private let table: SettingsTable

  init(_ table: SettingsTable) { self.table = table }

  func trigger(in place: DeclarationPlace, startsAt: Timestamp?) -> Trigger? {
    let cron = cron(in: place)
    let every = every(in: place, startsAt: startsAt)
    let at = at()
    let present = ["cron", "every", "at"].filter { table.position(of: $0) != nil }
    if present.isEmpty {
      table.problem(
        "\"\(table.name)\" never fires; write cron = \"0 2 * * *\", every = \"5m\", at = 2027-01-01T00:00:00Z or at = \"boot\""
      )
    }
    for extra in present.dropFirst() {
      table.problem(extra, "\"\(extra)\" beside \"\(present[0])\"; a schedule has one of cron, every and at")
    }
    return cron ?? every ?? at
  }

  private func cron(in place: DeclarationPlace) -> Trigger? {
    let declared = table.timeZoneName("time-zone")
    if declared != nil, table.position(of: "cron") == nil {
      table.problem("time-zone", "\"time-zone\" has no meaning without \"cron\"; leave it out")
    }
    return table.value("cron", expecting: "a cron expression") { text in
      do {
        let expression = try CronExpression.parse(text)
        let zone = try expression.timeZoneName(declared: declared, fallback: place.timeZone ?? place.hostZone)
        _ = try TimeZoneRules(named: zone)
        return .cron(expression: text, timeZone: zone)
      } catch let error as CronError {
        let sentence = error.field.map { "\($0): \(error.message)" } ?? error.message
        throw SettingsValueError(sentence, offset: error.column)
      }
    }
  }

  private func every(in place: DeclarationPlace, startsAt: Timestamp?) -> Trigger? {
    let firstRuns: KeyValuePairs<String, Bool> = ["immediately": true, "after-interval": false]
    let startsImmediately = table.choice("first-run", from: firstRuns)
    if startsImmediately != nil, table.position(of: "every") == nil {
      table.problem("first-run", "\"first-run\" has no meaning without \"every\"; leave it out")
    }
    return table.duration("every").flatMap { interval in
      try? .every(
        milliseconds: interval, startsImmediately: startsImmediately ?? false, startsAt: startsAt, from: place.now)
    }
  }

  private func at() -> Trigger? {
    table.value("at", expecting: "a time such as 2027-01-01T00:00:00Z, or \"boot\"") { text in
      if text == "boot" { return .boot }
      do throws(CronError) {
        return .at(Timestamp(milliseconds: try RFC3339.milliseconds(parsing: text)))
      } catch {
        throw SettingsValueError(error.message, offset: error.column)
      }
    }
  }
}
