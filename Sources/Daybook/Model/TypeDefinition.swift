/// The command that jobs of a declared type run.
package struct CommandDefinition: Hashable, Sendable {
  /// The program and its arguments; words may contain `{parameter}`.
  package var arguments: [String]
  /// Run through `/bin/sh -c`; only when asked for.
  package var usesShell: Bool
  /// Where it runs; nil is the directory of the declaring file.
  package var workingDirectory: String?
  /// Added to the worker's environment.
  package var environment: [String: String]

  package init(
    arguments: [String],
    usesShell: Bool = false,
    workingDirectory: String? = nil,
    environment: [String: String] = [:]
  ) {
    self.arguments = arguments
    self.usesShell = usesShell
    self.workingDirectory = workingDirectory
    self.environment = environment
  }
}

/// One named value that jobs of a type accept in their payload.
package struct ParameterDefinition: Hashable, Sendable {
  /// The JSON type that a parameter's value must have.
  package enum Kind: UInt8, CaseIterable, Sendable, CustomStringConvertible {
    case string = 0
    case integer = 1
    case number = 2
    case boolean = 3

    package var description: String {
      switch self {
      case .string: "string"
      case .integer: "integer"
      case .number: "number"
      case .boolean: "boolean"
      }
    }
  }

  package var name: String
  package var kind: Kind
  /// Used when the payload does not have it, as text; nil makes it required.
  package var defaultText: String?

  package init(name: String, kind: Kind, defaultText: String?) {
    self.name = name
    self.kind = kind
    self.defaultText = defaultText
  }
}

/// What the journal knows of a job type: its limits, defaults and, for commands, what runs.
package struct TypeDefinition: Hashable, Sendable {
  package var name: String
  /// The file or program that declared it.
  package var source: String
  /// Its description: what it is for, in a sentence.
  package var purpose: String?
  package var queue: String?
  /// Attempts that may run at once across all processes; nil is no limit of its own.
  package var concurrency: Int?
  package var maxRetries: Int?
  package var backoff: Backoff?
  package var timeoutMilliseconds: Int64?
  package var graceMilliseconds: Int64?
  /// Nil for types whose handler is a closure in a Swift program.
  package var command: CommandDefinition?
  /// Sorted by name.
  package var parameters: [ParameterDefinition]
  /// Whether the declaring file still has it.
  package var isOrphaned: Bool
  /// Whether its jobs are taken back only from dead workers, never from one that lives and does not respond.
  package var staysWithLockedWorker: Bool

  package init(name: String, source: String) {
    self.name = name
    self.source = source
    parameters = []
    isOrphaned = false
    staysWithLockedWorker = false
  }
}

/// What the journal knows of a queue.
package struct QueueDefinition: Hashable, Sendable {
  package var name: String
  package var source: String
  /// Attempts that may run at once across all processes; nil is no limit of its own.
  package var concurrency: Int?
  package var isOrphaned: Bool

  package init(name: String, source: String, concurrency: Int?) {
    self.name = name
    self.source = source
    self.concurrency = concurrency
    isOrphaned = false
  }
}
