import Cron
import Daybook
import Settings
import Spelling

/// `[schedules.NAME]`: when a declared job runs by itself.
struct ScheduleSection {
  private let table: SettingsTable

  init(_ table: SettingsTable) { self.table = table }

  func declaration(in place: DeclarationPlace, types: [TypeDefinition]) -> Declarations.Schedule? {
    table.checkOwnName(of: "schedule")
    LaterKeys.refuse(LaterKeys.schedule, in: table)
    let template = template(types: types, owner: place.owner)
    let misfire = misfire() ?? .latest
    let overlap = overlap() ?? .queue
    let lateness = table.duration("max-lateness") ?? 3_600_000
    let isEnabled = table.boolean("enabled") ?? true
    guard let trigger = TriggerSection(table).trigger(in: place), let template else { return nil }
    let definition = ScheduleDefinition(
      name: table.name, owner: place.owner, source: place.source, trigger: trigger, misfire: misfire,
      overlap: overlap, maxLatenessMilliseconds: lateness, template: template)
    return Declarations.Schedule(definition: definition, isEnabled: isEnabled)
  }

  private func misfire() -> MisfirePolicy? {
    table.value("misfire", expecting: "\"latest\" or \"skip\"") { word in
      switch word {
      case "latest": return .latest
      case "skip": return .skip
      case "all": throw SettingsValueError(LaterFeature.refusal(of: "\"all\""))
      default: throw SettingsValueError("found \"\(word)\"" + Suggestion.hint(for: word, in: ["latest", "skip"]))
      }
    }
  }

  private func overlap() -> OverlapPolicy? {
    table.value("overlap", expecting: "\"queue\", \"skip\" or \"allow\"") { word in
      if let policy = OverlapPolicy.allCases.first(where: { $0.description == word }) { return policy }
      if word == "replace" { throw SettingsValueError(LaterFeature.refusal(of: "\"replace\"")) }
      let near = Suggestion.hint(for: word, in: OverlapPolicy.allCases.map(\.description))
      throw SettingsValueError("found \"\(word)\"" + near)
    }
  }

  // MARK: Template

  private func template(types: [TypeDefinition], owner: String) -> JobRequest? {
    table.require("job", "write job = \"NAME\" of a [jobs.NAME]")
    let payload = payload()
    var request = JobRequest(type: "", payload: payload ?? [], owner: owner)
    request.queue = table.name("queue", of: "queue")
    request.label = table.string("label")
    request.tags = table.stringArray("tags") ?? []
    request.entity = table.string("entity")
    request.priority = priority() ?? .normal
    guard let job = table.string("job") else { return nil }
    guard let type = types.first(where: { $0.name == job }) else {
      let near = Suggestion.hint(for: job, in: types.map(\.name))
      table.problem("job", "no [jobs.\(job)] in this file\(near)", offset: 0)
      return nil
    }
    request.type = job
    check(request, against: type)
    return request
  }

  private func priority() -> Priority? {
    guard table.kind(of: "priority") == .integer else {
      return table.value("priority", expecting: "-20 to 20, critical, high, normal or low") { text in
        guard let priority = Priority(text: text) else { throw SettingsValueError("found \"\(text)\"") }
        return priority
      }
    }
    return table.integer("priority", in: -20...20).flatMap { Priority($0) }
  }

  private func payload() -> [UInt8]? {
    guard let value = table.any("data") else { return nil }
    return JSONText(value).bytes
  }

  private func check(_ request: JobRequest, against type: TypeDefinition) {
    do throws(DaybookError) {
      try PayloadCheck(type).validate(request.payload)
    } catch {
      let key = table.position(of: "data") == nil ? "job" : "data"
      table.problem(key, error.message)
    }
  }
}
