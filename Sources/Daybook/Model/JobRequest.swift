/// What a caller asks to have enqueued.
package struct JobRequest: Hashable, Sendable {
  /// The type's name.
  package var type: String
  /// JSON, at most `Limits.payloadBytes`; empty means no payload.
  package var payload: [UInt8]
  /// The queue; nil takes the type's, else `default`.
  package var queue: String?
  package var priority: Priority
  /// When it is due; nil or a time in the past means now.
  package var dueAt: Timestamp?
  /// At most one live job per key.
  package var key: String?
  package var entity: String?
  package var label: String?
  package var tags: [String]
  package var owner: String?
  package var overrides: JobOverrides

  package init(
    type: String,
    payload: [UInt8] = [],
    queue: String? = nil,
    priority: Priority = .normal,
    dueAt: Timestamp? = nil,
    key: String? = nil,
    entity: String? = nil,
    label: String? = nil,
    tags: [String] = [],
    owner: String? = nil,
    overrides: JobOverrides = .none
  ) {
    self.type = type
    self.payload = payload
    self.queue = queue
    self.priority = priority
    self.dueAt = dueAt
    self.key = key
    self.entity = entity
    self.label = label
    self.tags = tags
    self.owner = owner
    self.overrides = overrides
  }
}
