/// An operator's switch: disabling keeps the counters, enabling counts from now. Outlives reload and restart.
package struct SetScheduleEnabled: Decision {
  package var name: String
  package var owner: String?
  package var isEnabled: Bool

  package init(name: String, owner: String? = nil, isEnabled: Bool) {
    self.name = name
    self.owner = owner
    self.isEnabled = isEnabled
  }

  package func decide(in transaction: Transaction, actor: Actor) throws(DaybookError) {
    let schedule = try transaction.state.requireSchedule(name, owner)
    // Also where nothing changes: from now on the operator wants it so, whatever the file says next.
    guard schedule.isEnabled != isEnabled || schedule.override == nil else { return }
    guard isEnabled else {
      transaction.emit(.scheduleDisabled(id: schedule.id, cause: .operator), by: actor)
      return
    }
    let nextFire =
      schedule.isEnabled
      ? schedule.nextFire
      : try transaction.nextFire(enabling: schedule)
    transaction.emit(.scheduleEnabled(id: schedule.id, nextFire: nextFire, cause: .operator), by: actor)
  }
}

/// Gives the switch back to the declaration: an operator's enable or disable ends.
package struct ResetSchedule: Decision {
  package var name: String
  package var owner: String?

  package init(name: String, owner: String? = nil) {
    self.name = name
    self.owner = owner
  }

  package func decide(in transaction: Transaction, actor: Actor) throws(DaybookError) {
    let schedule = try transaction.state.requireSchedule(name, owner)
    guard schedule.override != nil else { return }
    // What nobody declares any more stays off.
    guard schedule.definition.isEnabled, !schedule.isOrphaned else {
      transaction.emit(.scheduleDisabled(id: schedule.id, cause: .reset), by: actor)
      return
    }
    let nextFire = schedule.isEnabled ? schedule.nextFire : try transaction.nextFire(enabling: schedule)
    transaction.emit(.scheduleEnabled(id: schedule.id, nextFire: nextFire, cause: .reset), by: actor)
  }
}

/// Fires a schedule now, also while it is disabled; its next fire does not move.
package struct TriggerSchedule: Decision {
  package var name: String
  package var owner: String?

  package init(name: String, owner: String? = nil) {
    self.name = name
    self.owner = owner
  }

  package func decide(in transaction: Transaction, actor: Actor) throws(DaybookError) -> JobID {
    try transaction.requireSpace()
    let schedule = try transaction.state.requireSchedule(name, owner)
    if let key = schedule.definition.template.key, let holder = transaction.state.job(withKey: key) {
      throw DaybookError(
        .conflict, "schedule \(name) cannot fire: \(holder) is live and holds its key '\(key)'; cancel \(holder) first")
    }
    // It counts as a fire; the last one allowed leaves nothing to come.
    let isLast = schedule.definition.maxFires.map { schedule.fireCount + 1 >= $0 } ?? false
    transaction.emit(
      .scheduleFired(
        id: schedule.id, nominal: transaction.now, nextFire: isLast ? nil : schedule.nextFire, isManual: true),
      by: actor)
    let template = schedule.definition.template
    return transaction.enqueue(template, of: transaction.state.typeDefinition(template.type), schedule: schedule.id)
  }
}

extension Transaction {
  fileprivate func nextFire(enabling schedule: ScheduleState) throws(DaybookError) -> Timestamp? {
    triggers.reloadZones()
    return try schedule.firstFire(under: schedule.definition, now: now, triggers)
  }
}

extension SchedulerState {
  /// One schedule; without an owner, the only one of that name.
  ///
  /// - Throws: `.notFound`, or `.conflict` when several owners have one.
  package func findSchedule(named name: String, owner: String?) throws(DaybookError) -> ScheduleSummary {
    ScheduleSummary(try requireSchedule(name, owner))
  }

  func requireSchedule(_ name: String, _ owner: String?) throws(DaybookError) -> ScheduleState {
    if let schedule = schedules.find(name: name, owner: owner) { return schedule }
    let owners = schedules.all.filter { $0.definition.name == name }.map(\.definition.owner)
    if owners.count > 1 {
      throw DaybookError(
        .conflict, "'\(name)' is a schedule of \(owners.joined(separator: " and of ")): say which with --as USER")
    }
    throw DaybookError(.notFound, "no schedule '\(name)': daybook schedules lists them")
  }
}
