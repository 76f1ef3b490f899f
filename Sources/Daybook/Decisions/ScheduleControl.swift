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
      : try transaction.triggers.next(of: schedule.definition.trigger, after: transaction.now)
    transaction.emit(.scheduleEnabled(id: schedule.id, nextFire: nextFire, cause: .operator), by: actor)
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
    let schedule = try transaction.state.requireSchedule(name, owner)
    transaction.emit(
      .scheduleFired(
        id: schedule.id, nominal: transaction.now, nextFire: schedule.nextFire, isManual: true),
      by: actor)
    return transaction.enqueue(schedule.definition.template, schedule: schedule.id)
  }
}

extension SchedulerState {
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
