import Daybook

/// What options say of a job; what is nil was not given.
struct TemplateChange: Sendable {
  let queue: String?
  let priority: Priority?
  let key: String?
  let entity: String?
  let label: String?
  let tags: [String]?
  let maxRetries: Int?
  let backoff: Backoff?
  let timeoutMilliseconds: Int64?
  let graceMilliseconds: Int64?
  let once: Bool

  /// Sets what was given; the rest stays as it is.
  func apply(to request: inout JobRequest) {
    request.queue = queue ?? request.queue
    request.priority = priority ?? request.priority
    request.key = key ?? request.key
    request.entity = entity ?? request.entity
    request.label = label ?? request.label
    request.tags = tags ?? request.tags
    request.overrides.maxRetries = maxRetries ?? request.overrides.maxRetries
    request.overrides.backoff = backoff ?? request.overrides.backoff
    request.overrides.timeoutMilliseconds = timeoutMilliseconds ?? request.overrides.timeoutMilliseconds
    request.overrides.graceMilliseconds = graceMilliseconds ?? request.overrides.graceMilliseconds
    request.overrides.once = once || request.overrides.once
  }
}
