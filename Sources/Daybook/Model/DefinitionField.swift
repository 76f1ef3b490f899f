/// A declared value as people read it, under the key that files use; nil text where it is left to the default.
package struct DefinitionField: Hashable, Sendable {
  package var name: String
  package var text: String?
}

extension TypeDefinition {
  var fields: [DefinitionField] {
    [
      DefinitionField(name: "description", text: purpose),
      DefinitionField(name: "command", text: command.map(\.text)),
      DefinitionField(name: "cwd", text: command?.workingDirectory),
      DefinitionField(
        name: "env", text: command.flatMap { $0.environment.isEmpty ? nil : $0.environmentText }),
      DefinitionField(
        name: "parameters", text: parameters.isEmpty ? nil : parameters.map(\.text).joined(separator: ", ")),
      DefinitionField(name: "queue", text: queue),
      DefinitionField(name: "concurrency", text: concurrency.map(String.init)),
      DefinitionField(name: "max-retries", text: maxRetries.map(String.init)),
      DefinitionField(name: "backoff", text: backoff?.text),
      DefinitionField(name: "timeout", text: timeoutMilliseconds.map { DurationText.text(milliseconds: $0) }),
      DefinitionField(name: "grace", text: graceMilliseconds.map { DurationText.text(milliseconds: $0) }),
    ]
  }
}

extension QueueDefinition {
  var fields: [DefinitionField] { [DefinitionField(name: "concurrency", text: concurrency.map(String.init))] }
}

extension ScheduleDefinition {
  /// Everything that was declared, defaults included, in the order of the jobs file's reference.
  package var fields: [DefinitionField] {
    [
      DefinitionField(name: "description", text: purpose),
      DefinitionField(name: "job", text: template.type),
      DefinitionField(name: "trigger", text: trigger.text),
      DefinitionField(name: "enabled", text: isEnabled ? nil : "false"),
      DefinitionField(name: "starts-at", text: startsAt.map(\.text)),
      DefinitionField(name: "ends-at", text: endsAt.map(\.text)),
      DefinitionField(name: "max-fires", text: maxFires.map(String.init)),
      DefinitionField(
        name: "jitter", text: jitterMilliseconds == 0 ? nil : DurationText.text(milliseconds: jitterMilliseconds)),
      DefinitionField(name: "misfire", text: misfire.description),
      DefinitionField(name: "max-lateness", text: DurationText.text(milliseconds: maxLatenessMilliseconds)),
      DefinitionField(name: "overlap", text: overlap.description),
    ] + template.fields
  }
}

extension JobRequest {
  fileprivate var fields: [DefinitionField] {
    [
      DefinitionField(name: "data", text: payload.isEmpty ? nil : String(decoding: payload, as: UTF8.self)),
      DefinitionField(name: "queue", text: queue),
      DefinitionField(name: "priority", text: priority == .normal ? nil : "\(priority.rawValue)"),
      DefinitionField(name: "key", text: key),
      DefinitionField(name: "entity", text: entity),
      DefinitionField(name: "label", text: label),
      DefinitionField(name: "tags", text: tags.isEmpty ? nil : tags.joined(separator: ", ")),
      DefinitionField(name: "max-retries", text: overrides.maxRetries.map(String.init)),
      DefinitionField(name: "backoff", text: overrides.backoff?.text),
      DefinitionField(
        name: "timeout", text: overrides.timeoutMilliseconds.map { DurationText.text(milliseconds: $0) }),
      DefinitionField(name: "grace", text: overrides.graceMilliseconds.map { DurationText.text(milliseconds: $0) }),
      DefinitionField(name: "once", text: overrides.once ? "true" : nil),
    ]
  }
}

extension CommandDefinition {
  fileprivate var text: String { arguments.joined(separator: " ") + (usesShell ? " (shell)" : "") }

  fileprivate var environmentText: String {
    environment.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: " ")
  }
}

extension ParameterDefinition {
  fileprivate var text: String { "\(name): \(kind)" + (defaultText.map { " = \($0)" } ?? "") }
}

extension Backoff {
  fileprivate var text: String {
    "\(strategy) \(DurationText.text(milliseconds: baseMilliseconds)) to "
      + DurationText.text(milliseconds: capMilliseconds)
  }
}
