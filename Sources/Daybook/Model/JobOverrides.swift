/// What one job sets differently from its type. Absent values follow the type, then the library's defaults.
///
/// Most jobs of a type share the same overrides, so the state keeps each combination once.
package struct JobOverrides: Hashable, Sendable {
  /// Retries after the first attempt.
  package var maxRetries: Int?
  /// Waits between attempts.
  package var backoff: Backoff?
  /// The attempt's deadline in milliseconds.
  package var timeoutMilliseconds: Int64?
  /// How long a command has between TERM and KILL, in milliseconds.
  package var graceMilliseconds: Int64?
  /// Never run again, not even when the attempt was lost.
  package var once: Bool

  package init(
    maxRetries: Int? = nil,
    backoff: Backoff? = nil,
    timeoutMilliseconds: Int64? = nil,
    graceMilliseconds: Int64? = nil,
    once: Bool = false
  ) {
    self.maxRetries = maxRetries
    self.backoff = backoff
    self.timeoutMilliseconds = timeoutMilliseconds
    self.graceMilliseconds = graceMilliseconds
    self.once = once
  }

  /// Everything as the type says.
  package static let none = JobOverrides()
}
