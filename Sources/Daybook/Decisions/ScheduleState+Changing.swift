/// What follows for a schedule when its definition changes.
extension Transaction {
  /// A new trigger or new bounds make a new next fire; anything else leaves it where it is.
  func update(
    _ existing: ScheduleState, to definition: ScheduleDefinition, _ actor: Actor
  ) throws(DaybookError) {
    let definition = definition.keepingGrid(of: existing.definition)
    guard definition != existing.definition || existing.isOrphaned else { return }
    let nextFire = try existing.nextFire(under: definition, now: now, triggers)
    emit(.scheduleUpdated(id: existing.id, definition: definition, nextFire: nextFire), by: actor)
    if let event = try existing.switchEvent(under: definition, now: now, triggers) { emit(event, by: actor) }
  }
}

extension ScheduleState {
  /// What comes next once `definition` holds: as it stands while the trigger and its bounds do.
  func nextFire(
    under definition: ScheduleDefinition, now: Timestamp, _ triggers: TriggerClock
  ) throws(DaybookError) -> Timestamp? {
    guard isEnabled else { return nil }
    if definition.timing == self.definition.timing { return nextFire }
    if definition.trigger != self.definition.trigger {
      let isUsedUp = definition.maxFires.map { fireCount >= $0 } ?? false
      return isUsedUp ? nil : try triggers.first(of: definition, at: now)
    }
    // New bounds leave alone what is due already: that is for the misfire policy.
    if let nextFire, nextFire <= now, definition.allows(nextFire) { return nextFire }
    return try firstFire(under: definition, now: now, triggers)
  }

  /// The event that brings the switch to what `definition` asks for. An operator's switch counts for more.
  func switchEvent(
    under definition: ScheduleDefinition, now: Timestamp, _ triggers: TriggerClock
  ) throws(DaybookError) -> Event? {
    let isWanted = override?.isEnabled ?? definition.isEnabled
    if isEnabled == isWanted { return nil }
    guard isWanted else { return .scheduleDisabled(id: id, cause: .declaration) }
    return .scheduleEnabled(
      id: id, nextFire: try firstFire(under: definition, now: now, triggers), cause: .declaration)
  }

  /// What comes next when it is switched on at `now`.
  func firstFire(
    under definition: ScheduleDefinition, now: Timestamp, _ triggers: TriggerClock
  ) throws(DaybookError) -> Timestamp? {
    var changed = self
    changed.definition = definition
    return try changed.nextUnspent(after: now, triggers)
  }

  /// What one file or program declared is not another's to change; orphans are anybody's.
  func refuseOther(source: String) throws(DaybookError) {
    guard definition.source != source, !isOrphaned else { return }
    throw DaybookError(
      .conflict,
      "schedule '\(definition.name)' is declared by \(definition.source): change it there; "
        + "daybook schedule disable \(definition.name) keeps it from firing now")
  }
}

extension ScheduleDefinition {
  /// What its instants follow from.
  fileprivate var timing: Timing {
    Timing(trigger: trigger, startsAt: startsAt, endsAt: endsAt, maxFires: maxFires)
  }

  fileprivate struct Timing: Equatable {
    let trigger: Trigger
    let startsAt: Timestamp?
    let endsAt: Timestamp?
    let maxFires: Int?
  }
}
