import Daybook

/// What options say of a job; what is nil was not given.
struct TemplateChange: Hashable, Sendable {
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

  /// Whether anything was given.
  var isGiven: Bool {
    self
      != TemplateChange(
        queue: nil, priority: nil, key: nil, entity: nil, label: nil, tags: nil, maxRetries: nil, backoff: nil,
        timeoutMilliseconds: nil, graceMilliseconds: nil, once: false)
  }

  /// Sets what was given, where `none` takes away what can be absent.
  func applyClearing(to request: inout JobRequest) {
    apply(to: &request)
    if queue == "none" { request.queue = nil }
    if key == "none" { request.key = nil }
    if entity == "none" { request.entity = nil }
    if label == "none" { request.label = nil }
    if tags == ["none"] { request.tags = [] }
  }

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
