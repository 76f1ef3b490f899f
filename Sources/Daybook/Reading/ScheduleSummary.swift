/// One schedule as every listing shows it.
package struct ScheduleSummary: Hashable, Sendable {
  package var definition: ScheduleDefinition
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

  package var name: String { definition.name }
  package var owner: String { definition.owner }
  package var source: String { definition.source }
  package var type: String { definition.template.type }
  package var trigger: Trigger { definition.trigger }

  /// `count`, or as many fires as are left of the most it may have.
  package func fires(atMost count: Int) -> Int {
    definition.maxFires.map { min(count, max(0, $0 - fireCount)) } ?? count
  }
}

/// A fire to come: the instant that names it, and when its job is due.
package struct UpcomingFire: Hashable, Sendable {
  package var nominal: Timestamp
  /// Later than `nominal` by the schedule's jitter.
  package var dueAt: Timestamp
}

/// An operator's enable or disable, which outlives reload and restart.
package struct OperatorOverride: Hashable, Sendable {
  package var isEnabled: Bool
  package var actor: String
  package var at: Timestamp
}
