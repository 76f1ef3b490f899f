/// Changes some of what a schedule says; its id and counters stay.
package struct EditSchedule: Decision {
  package var name: String
  package var owner: String?
  /// Who edits: what a file or another program declared is theirs to change.
  package var source: String
  package var change: @Sendable (inout ScheduleDefinition) throws(DaybookError) -> Void

  package init(
    name: String, owner: String?, source: String,
    _ change: @escaping @Sendable (inout ScheduleDefinition) throws(DaybookError) -> Void
  ) {
    self.name = name
    self.owner = owner
    self.source = source
    self.change = change
  }

  package func decide(in transaction: Transaction, actor: Actor) throws(DaybookError) {
    let existing = try transaction.state.requireSchedule(name, owner)
    try existing.refuseOther(source: source)
    transaction.triggers.reloadZones()
    var definition = existing.definition
    try change(&definition)
    definition.source = source
    // Whoever takes over an orphan has not switched it on yet.
    if existing.isOrphaned { definition.isEnabled = existing.isEnabled }
    try definition.validate(against: transaction.state.typeDefinition(definition.template.type))
    try transaction.update(existing, to: definition, actor)
  }
}
