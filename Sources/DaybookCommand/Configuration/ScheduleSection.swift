import Cron
import Daybook
import Settings
import Spelling

/// `[schedules.NAME]`: when a declared job runs by itself.
struct ScheduleSection {
  private let table: SettingsTable

  init(_ table: SettingsTable) { self.table = table }

  func declaration(in place: DeclarationPlace, types: [TypeDefinition]) -> ScheduleDefinition? {
    table.checkOwnName(of: "schedule")
    LaterKeys.refuse(LaterKeys.schedule, in: table)
    let template = template(types: types, owner: place.owner)
    let startsAt = table.instant("starts-at")
    let trigger = TriggerSection(table).trigger(in: place, startsAt: startsAt)
    var definition = ScheduleDefinition(
      name: table.name, owner: place.owner, source: place.source, trigger: trigger ?? .boot,
      misfire: misfire() ?? .latest, overlap: overlap() ?? .queue,
      maxLatenessMilliseconds: table.duration("max-lateness")
        ?? ScheduleDefinition.defaultMaxLatenessMilliseconds,
      template: template ?? JobRequest(type: ""))
    definition.purpose = table.purpose()
    definition.isEnabled = table.boolean("enabled") ?? true
    definition.startsAt = startsAt
    definition.endsAt = table.instant("ends-at")
    definition.maxFires = table.integer("max-fires", in: 1...Int(Int32.max))
    definition.jitterMilliseconds = table.duration("jitter") ?? 0
    checkBounds(definition)
    return trigger == nil || template == nil ? nil : definition
  }

  private func checkBounds(_ definition: ScheduleDefinition) {
    if let start = definition.startsAt, let end = definition.endsAt, end < start {
      table.problem("ends-at", "\"ends-at\" lies before \"starts-at\"; write a later time")
    }
    if case .at(let instant) = definition.trigger, !definition.allows(instant) {
      table.problem("at", "\"at\" lies outside \"starts-at\" and \"ends-at\"; it would never fire")
    }
    if case .every(let interval, _, _) = definition.trigger, definition.jitterMilliseconds >= interval {
      table.problem("jitter", "\"jitter\" is no less than \"every\"; write a shorter one, so that fires stay in order")
    }
  }

  private func misfire() -> MisfirePolicy? {
    table.value("misfire", expecting: "\"latest\", \"skip\", \"all\" or \"all:20\"") { word in
      if let policy = MisfirePolicy(text: word) { return policy }
      throw SettingsValueError("found \"\(word)\"" + Suggestion.hint(for: word, in: ["latest", "skip", "all"]))
    }
  }

  private func overlap() -> OverlapPolicy? {
    table.value("overlap", expecting: "\"queue\", \"skip\", \"replace\" or \"allow\"") { word in
      if let policy = OverlapPolicy.allCases.first(where: { $0.description == word }) { return policy }
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
    request.key = table.value("key", expecting: "a text of 1 to \(Limits.textBytes) bytes") { text in
      if text.isEmpty || text.utf8.count > Limits.textBytes {
        throw SettingsValueError("found \(text.utf8.count) bytes")
      }
      return text
    }
    request.overrides = overrides()
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

  private func overrides() -> JobOverrides {
    let once = table.boolean("once") ?? false
    let retries = table.retries()
    if once, let retries, retries > 0 {
      table.problem("once", "\"once\" means no retries; leave out \"max-retries\"")
    }
    return JobOverrides(
      maxRetries: retries ?? (once ? 0 : nil), backoff: table.table("backoff").map { BackoffSection($0).backoff },
      timeoutMilliseconds: table.duration("timeout"), graceMilliseconds: table.duration("grace"), once: once)
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
