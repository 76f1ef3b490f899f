package import Daybook

/// One job as `--json` prints it; keys and order are stable.
package struct JobJSON: Sendable {
  /// A job with what lies beside its summary.
  package struct Source: Sendable {
    package var summary: JobSummary
    /// JSON, empty for none.
    package var payload: [UInt8]
    /// JSON.
    package var result: [UInt8]?
    /// What is known of its type.
    package var definition: TypeDefinition?

    package init(summary: JobSummary, payload: [UInt8] = [], result: [UInt8]? = nil, definition: TypeDefinition? = nil)
    {
      self.summary = summary
      self.payload = payload
      self.result = result
      self.definition = definition
    }

    /// With what the latest attempt's command ended; nil when it was ended by a signal, and for other handlers.
    package var exitCode: Int32? {
      // Only failures are recorded with a code: a command completes by ending with 0.
      let runsCommand = summary.type == Limits.commandType || definition?.command != nil
      return summary.state == .completed && runsCommand ? 0 : summary.failure?.exitCode
    }
  }

  private let source: Source

  package init(_ source: Source) { self.source = source }

  package var value: JSONText { .object(members.map { .init(key: $0.key, value: $0.value) }) }

  /// The keys with more after them.
  package func value(adding more: KeyValuePairs<String, JSONText>) -> JSONText {
    .object((Array(members) + Array(more)).map { .init(key: $0.key, value: $0.value) })
  }

  private var members: KeyValuePairs<String, JSONText> {
    let job = source.summary
    return [
      "id": .integer(Int64(clamping: job.id.rawValue)),
      "type": .string(job.type),
      "queue": .string(job.queue),
      "state": .string(job.state.description),
      "held": .boolean(false),
      "priority": .integer(Int64(job.priority.rawValue)),
      "attempt": .integer(Int64(job.attempt)),
      "maxRetries": .integer(Int64(job.maxRetries)),
      "key": .text(job.key),
      "entity": .text(job.entity),
      "label": .text(job.label),
      "tags": .array(job.tags.map(JSONText.string)),
      "owner": .text(job.owner),
      "schedule": .text(job.schedule),
      "command": command,
      "payload": source.payload.isEmpty ? .null : .raw(source.payload),
      "enqueuedAt": InstantText.json(job.enqueuedAt),
      "dueAt": InstantText.json(job.dueAt),
      "startedAt": InstantText.json(job.startedAt),
      "finishedAt": InstantText.json(job.finishedAt),
      "durationMs": .count(job.durationMilliseconds),
      "progress": job.progress.map(JSONText.number) ?? .null,
      "result": source.result.map(JSONText.raw) ?? .null,
      "error": .text(job.failure?.message),
      "failureKind": .text(job.failure?.kind.description),
      "exitCode": .count(source.exitCode),
      "signal": .count(job.failure?.signal),
      "worker": .text(job.worker),
      "after": .array(job.after.map { .integer(Int64(clamping: $0.rawValue)) }),
    ]
  }

  private var command: JSONText {
    let words =
      AdHocCommand.words(inPayload: source.payload, type: source.summary.type)
      ?? source.definition?.command?.arguments
    return words.map { .array($0.map(JSONText.string)) } ?? .null
  }
}

extension JobSummary {
  /// How long the latest attempt ran; nil before the first and while it runs.
  package var durationMilliseconds: Int64? {
    guard let startedAt, let finishedAt, finishedAt >= startedAt else { return nil }
    return finishedAt.milliseconds - startedAt.milliseconds
  }

  /// The job as it was when its request was accepted, whatever has happened since.
  package var asEnqueued: JobSummary {
    var job = self
    job.state = dueAt > enqueuedAt ? .scheduled : after.isEmpty ? .pending : .blocked
    job.attempt = 0
    job.startedAt = nil
    job.finishedAt = nil
    job.progress = nil
    job.failure = nil
    job.worker = nil
    return job
  }
}
