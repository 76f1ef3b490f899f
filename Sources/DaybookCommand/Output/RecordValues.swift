import Daybook

/// The values inside records, as `journal cat` prints them.
enum RecordValues {
  static func enqueued(_ job: JobEnqueued) -> KeyValuePairs<String, JSONText> {
    [
      "queue": .string(job.queue),
      "due": InstantText.json(job.dueAt),
      "after": .array(job.after.map { .count($0.rawValue) }),
      "schedule": .count(job.schedule),
      "request": request(job.request),
    ]
  }

  /// JSON as it is; what is not JSON as text.
  static func payload(_ bytes: [UInt8]) -> JSONText {
    if bytes.isEmpty { return .null }
    let isOneLine = !bytes.contains(UInt8(ascii: "\n"))
    return isOneLine && (try? JSONValue(parsing: bytes)) != nil
      ? .raw(bytes) : .string(String(decoding: bytes, as: UTF8.self))
  }

  static func failure(_ failure: Failure) -> JSONText {
    .object([
      "kind": .string(failure.kind.description), "message": .string(failure.message),
      "exitCode": .count(failure.exitCode), "signal": .count(failure.signal),
    ])
  }

  static func usage(_ usage: ResourceUsage?) -> JSONText {
    guard let usage else { return .null }
    return .object([
      "userMs": .count(usage.userMilliseconds), "systemMs": .count(usage.systemMilliseconds),
      "peakMemoryBytes": .count(usage.peakMemoryBytes),
    ])
  }

  static func schedule(_ schedule: ScheduleDefinition) -> JSONText {
    .object([
      "name": .string(schedule.name), "owner": .string(schedule.owner), "source": .string(schedule.source),
      "purpose": .text(schedule.purpose), "enabled": .boolean(schedule.isEnabled),
      "starts": InstantText.json(schedule.startsAt), "ends": InstantText.json(schedule.endsAt),
      "fires": .count(schedule.maxFires), "jitterMs": .count(schedule.jitterMilliseconds),
      "trigger": .string(schedule.trigger.text), "misfire": .string("\(schedule.misfire)"),
      "overlap": .string("\(schedule.overlap)"), "latenessMs": .count(schedule.maxLatenessMilliseconds),
      "request": request(schedule.template),
    ])
  }

  static func type(_ type: TypeDefinition) -> KeyValuePairs<String, JSONText> {
    [
      "name": .string(type.name), "source": .string(type.source), "queue": .text(type.queue),
      "concurrency": .count(type.concurrency), "retries": .count(type.maxRetries), "backoff": backoff(type.backoff),
      "timeoutMs": .count(type.timeoutMilliseconds), "graceMs": .count(type.graceMilliseconds),
      "command": command(type.command), "parameters": .array(type.parameters.map(parameter)),
      "orphaned": .boolean(type.isOrphaned),
    ]
  }

  static func queue(_ queue: QueueDefinition) -> KeyValuePairs<String, JSONText> {
    [
      "name": .string(queue.name), "source": .string(queue.source), "concurrency": .count(queue.concurrency),
      "orphaned": .boolean(queue.isOrphaned),
    ]
  }

  static func scope(_ scope: PauseScope) -> KeyValuePairs<String, JSONText> {
    switch scope {
    case .everything: ["scope": .string("everything")]
    case .type(let name): ["scope": .string("type"), "name": .string(name)]
    case .queue(let name): ["scope": .string("queue"), "name": .string(name)]
    }
  }

  static func worker(_ worker: WorkerDescription) -> KeyValuePairs<String, JSONText> {
    [
      "name": .string(worker.name), "worker": .string(worker.kind), "host": .string(worker.host),
      "user": .string(worker.user), "process": .count(worker.processID), "slots": .count(worker.slots),
      "foldVersion": .count(worker.foldVersion), "servesCommands": .boolean(worker.servesCommands),
      "types": .array(worker.types.map(JSONText.string)), "jobsFile": .text(worker.jobsFile),
      "durability": .string("\(worker.durability)"), "parameters": parameters(worker.parameters),
    ]
  }

  /// What the payloads of a worker's types take, by type.
  static func parameters(_ byType: [String: [ParameterDefinition]]) -> JSONText {
    let types = byType.sorted { $0.key < $1.key }
    return .object(types.map { .init(key: $0.key, value: .array($0.value.map(parameter))) })
  }

  private static func request(_ request: JobRequest) -> JSONText {
    .object([
      "type": .string(request.type), "queue": .text(request.queue), "priority": .count(request.priority.rawValue),
      "key": .text(request.key), "entity": .text(request.entity), "label": .text(request.label),
      "owner": .text(request.owner), "tags": .array(request.tags.map(JSONText.string)),
      "due": InstantText.json(request.dueAt), "overrides": overrides(request.overrides),
      "payload": payload(request.payload),
    ])
  }

  private static func overrides(_ overrides: JobOverrides) -> JSONText {
    guard overrides != .none else { return .null }
    return .object([
      "retries": .count(overrides.maxRetries), "backoff": backoff(overrides.backoff),
      "timeoutMs": .count(overrides.timeoutMilliseconds), "graceMs": .count(overrides.graceMilliseconds),
      "once": .boolean(overrides.once),
    ])
  }

  private static func backoff(_ backoff: Backoff?) -> JSONText {
    guard let backoff else { return .null }
    return .object([
      "strategy": .string(backoff.strategy.description), "baseMs": .count(backoff.baseMilliseconds),
      "capMs": .count(backoff.capMilliseconds), "factor": .count(backoff.factorThousandths),
      "jitter": .count(backoff.jitterThousandths),
    ])
  }

  private static func command(_ command: CommandDefinition?) -> JSONText {
    guard let command else { return .null }
    let environment = command.environment.sorted { $0.key < $1.key }
    return .object([
      "arguments": .array(command.arguments.map(JSONText.string)), "shell": .boolean(command.usesShell),
      "directory": .text(command.workingDirectory),
      "environment": .object(environment.map { .init(key: $0.key, value: .string($0.value)) }),
    ])
  }

  private static func parameter(_ parameter: ParameterDefinition) -> JSONText {
    .object([
      "name": .string(parameter.name), "kind": .string(parameter.kind.description),
      "default": .text(parameter.defaultText),
    ])
  }
}
