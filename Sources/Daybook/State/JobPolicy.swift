/// What governs one job's attempts: its own overrides, else its type's, else the library's defaults (semantics.md).
struct JobPolicy {
  var maxRetries: Int
  var backoff: Backoff
  var timeoutMilliseconds: Int64?
  var graceMilliseconds: Int64
  var once: Bool

  /// Commands are not retried unless asked; handlers in Swift are, twice.
  static let defaultRetries = 2
  static let commandRetries = 0
  static let defaultGraceMilliseconds: Int64 = 10_000
  /// How often an attempt may be lost before a loss counts as a failure.
  static let maxLosses = 1

  init(overrides: JobOverrides, definition: TypeDefinition?, isCommand: Bool) {
    maxRetries =
      overrides.once
      ? 0 : overrides.maxRetries ?? definition?.maxRetries ?? (isCommand ? Self.commandRetries : Self.defaultRetries)
    backoff = overrides.backoff ?? definition?.backoff ?? .standard
    timeoutMilliseconds = overrides.timeoutMilliseconds ?? definition?.timeoutMilliseconds
    graceMilliseconds =
      overrides.graceMilliseconds ?? definition?.graceMilliseconds ?? Self.defaultGraceMilliseconds
    once = overrides.once
  }
}

extension SchedulerState {
  func policy(of row: JobRow, type: String) -> JobPolicy {
    let definition = definitions[type]
    return JobPolicy(
      overrides: overrides[row.overrides], definition: definition,
      isCommand: type == Limits.commandType || definition?.command != nil)
  }
}
