package import Daybook

/// A worker as `workers --json` and `status --json` print it; keys and order are stable.
package struct WorkerJSON: Sendable {
  private let worker: WorkerSummary
  private let epoch: UInt64
  private let now: Timestamp

  /// - Parameter epoch: of the present leader.
  package init(_ worker: WorkerSummary, epoch: UInt64, now: Timestamp) {
    self.worker = worker
    self.epoch = epoch
    self.now = now
  }

  package var value: JSONText {
    let age = worker.beatenAt.map { max(0, now.milliseconds - $0.milliseconds) }
    let members: KeyValuePairs<String, JSONText> = [
      "name": .string(worker.name),
      "kind": .string(worker.kind),
      "pid": .count(worker.processID),
      "host": .string(worker.host),
      "user": .string(worker.user),
      "slots": .count(worker.slots),
      "running": .count(worker.running),
      "leader": .boolean(worker.isLeader),
      "epoch": worker.isLeader ? .count(epoch) : .null,
      "commands": .boolean(worker.servesCommands),
      "types": .array(worker.types.map(JSONText.string)),
      "parameters": RecordValues.parameters(worker.parameters),
      "jobsFile": .text(worker.jobsFile),
      "durability": .string("\(worker.durability)"),
      "heartbeatAgeMs": age.map { .integer($0) } ?? .null,
      "since": InstantText.json(worker.joinedAt),
    ]
    return .object(members.map { .init(key: $0.key, value: $0.value) })
  }
}
