import Daybook

/// A schedule as `schedule show --json` prints it: as every listing does, and all that was declared.
struct ScheduleDetailsJSON {
  private let schedule: ScheduleSummary
  private let upcoming: [ScheduleForecast.Fire]

  init(_ schedule: ScheduleSummary, upcoming: [ScheduleForecast.Fire]) {
    self.schedule = schedule
    self.upcoming = upcoming
  }

  var value: JSONText {
    guard case .object(let members) = ScheduleJSON(schedule).value else {
      preconditionFailure("a schedule's JSON is an object")
    }
    return .object(members + declared + state)
  }

  private var declared: [JSONText.Member] {
    let definition = schedule.definition
    return [
      .init(key: "description", value: .text(definition.purpose)),
      .init(key: "source", value: .string(definition.source)),
      .init(key: "startsAt", value: InstantText.json(definition.startsAt)),
      .init(key: "endsAt", value: InstantText.json(definition.endsAt)),
      .init(key: "maxFires", value: .count(definition.maxFires)),
      .init(key: "jitterMs", value: .integer(definition.jitterMilliseconds)),
      .init(key: "misfire", value: .string(definition.misfire.description)),
      .init(key: "maxLatenessMs", value: .integer(definition.maxLatenessMilliseconds)),
      .init(key: "overlap", value: .string(definition.overlap.description)),
      .init(
        key: "payload", value: definition.template.payload.isEmpty ? .null : .raw(definition.template.payload)),
    ]
  }

  private var state: [JSONText.Member] {
    [
      .init(key: "orphaned", value: .boolean(schedule.isOrphaned)),
      .init(
        key: "override",
        value: schedule.override.map { override in
          .object([
            "enabled": .boolean(override.isEnabled), "actor": .string(override.actor),
            "at": InstantText.json(override.at),
          ])
        } ?? .null),
      .init(key: "lastJob", value: .count(schedule.lastJob?.rawValue)),
      .init(
        key: "upcoming",
        value: .array(
          upcoming.map {
            .object(["nominal": InstantText.json($0.nominal), "dueAt": InstantText.json($0.dueAt)])
          })),
    ]
  }
}
