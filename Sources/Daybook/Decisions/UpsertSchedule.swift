/// Adds a schedule, or updates the one of that name; its id and counters stay (semantics.md, Schedules).
package struct UpsertSchedule: Decision {
  package var definition: ScheduleDefinition

  package init(_ definition: ScheduleDefinition) {
    self.definition = definition
  }

  package func decide(in transaction: Transaction, actor: Actor) throws(DaybookError) {
    try Name.validate(definition.name, what: "schedule")
    try definition.template.validate(against: transaction.state.typeDefinition(definition.template.type))
    guard let existing = transaction.state.schedules.find(name: definition.name, owner: definition.owner) else {
      let nextFire = try transaction.triggers.first(of: definition.trigger, at: transaction.now)
      transaction.emit(.scheduleAdded(definition: definition, nextFire: nextFire, isEnabled: true), by: actor)
      return
    }
    let nextFire = try transaction.triggers.next(of: definition.trigger, after: transaction.now)
    var updated = definition
    updated.trigger = definition.trigger.keepingAnchor(of: existing.definition.trigger)
    guard updated != existing.definition || existing.isOrphaned else { return }
    let keepsFire = updated.trigger == existing.definition.trigger || !existing.isEnabled
    transaction.emit(
      .scheduleUpdated(
        id: existing.id, definition: updated, nextFire: keepsFire ? existing.nextFire : nextFire),
      by: actor)
  }
}
