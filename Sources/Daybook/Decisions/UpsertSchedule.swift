/// Adds a schedule, or updates the one of that name; its id and counters stay (semantics.md, Schedules).
package struct UpsertSchedule: Decision {
  package var definition: ScheduleDefinition
  /// Refuses where there is one of that name already.
  package var isStrict: Bool

  package init(_ definition: ScheduleDefinition, isStrict: Bool = false) {
    self.definition = definition
    self.isStrict = isStrict
  }

  package func decide(in transaction: Transaction, actor: Actor) throws(DaybookError) {
    transaction.triggers.reloadZones()
    try definition.validate(against: transaction.state.typeDefinition(definition.template.type))
    guard let existing = transaction.state.schedules.find(name: definition.name, owner: definition.owner) else {
      let nextFire = definition.isEnabled ? try transaction.triggers.first(of: definition, at: transaction.now) : nil
      transaction.emit(
        .scheduleAdded(definition: definition, nextFire: nextFire, isEnabled: definition.isEnabled), by: actor)
      return
    }
    if isStrict {
      throw DaybookError(
        .conflict,
        "there is a schedule '\(definition.name)' already, declared by \(existing.definition.source): choose another "
          + "name, or change it with daybook schedule update")
    }
    try existing.refuseOther(source: definition.source)
    try transaction.update(existing, to: definition, actor)
  }
}
