package import Daybook

/// The counts as `stats --json` prints them; keys and order are stable.
package struct StatsJSON: Sendable {
  private let stats: SchedulerStats

  package init(_ stats: SchedulerStats) { self.stats = stats }

  package var value: JSONText {
    let counts = Self.states.map { JSONText.Member(key: $0.description, value: .integer(Int64(stats.count($0)))) }
    let rest: KeyValuePairs<String, JSONText> = [
      "total": .integer(Int64(stats.total)),
      "dead": .integer(Int64(stats.dead)),
      "paused": .boolean(stats.isPaused),
      "workers": .integer(Int64(stats.workers.count)),
      "leader": .text(stats.leader),
      "epoch": .count(stats.epoch),
      "types": .object(stats.types.map { JSONText.Member(key: $0.name, value: Self.counts($0)) }),
      "pausedQueues": .array(stats.pausedQueues.map(JSONText.string)),
      "pausedTypes": .array(stats.pausedTypes.map(JSONText.string)),
    ]
    return .object(counts + rest.map { .init(key: $0.key, value: $0.value) })
  }

  /// The order of every listing by state.
  package static let states: [JobState] = [
    .scheduled, .pending, .blocked, .running, .completed, .failed, .cancelled,
  ]

  private static func counts(_ type: TypeStats) -> JSONText {
    .object(states.map { .init(key: $0.description, value: .integer(Int64(type.byState[Int($0.rawValue)]))) })
  }
}
