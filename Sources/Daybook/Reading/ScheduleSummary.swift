/// One schedule as every listing shows it.
package struct ScheduleSummary: Hashable, Sendable {
  package var name: String
  package var owner: String
  package var source: String
  package var type: String
  package var trigger: Trigger
  package var isEnabled: Bool
  /// Who disabled or enabled it against its declaration, and when.
  package var override: OperatorOverride?
  package var isOrphaned: Bool
  package var lastFire: Timestamp?
  /// Nil while disabled, or when it never fires again.
  package var nextFire: Timestamp?
  package var fireCount: Int
  package var missed: Int
  /// Instants not fired because the previous job had not ended.
  package var skipped: Int
  package var lastJob: JobID?
}

/// An operator's enable or disable, which outlives reload and restart.
package struct OperatorOverride: Hashable, Sendable {
  package var isEnabled: Bool
  package var actor: String
  package var at: Timestamp
}
