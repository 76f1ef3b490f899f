/// What a leader does when it begins, and when the clock or the zone database has changed under it: fires what waits for
/// the machine's start, and computes next fires anew where they no longer follow from now.
///
/// A next fire that is due already is left alone: that is for the misfire policy.
package struct ReviewSchedules: Decision {
  /// The sequence of the leader's `joined` record; a worker that does not lead changes nothing.
  package var worker: UInt64
  /// Names the time since the machine's start; nil where it cannot be told.
  package var bootIdentifier: String?

  package init(worker: UInt64, bootIdentifier: String?) {
    self.worker = worker
    self.bootIdentifier = bootIdentifier
  }

  package func decide(in transaction: Transaction, actor: Actor) throws(DaybookError) {
    transaction.lead(as: worker) {
      if let bootIdentifier, transaction.state.bootIdentifier != bootIdentifier {
        transaction.emit(.machineStarted(bootIdentifier: bootIdentifier))
        transaction.fireBootSchedules()
      }
      for schedule in transaction.state.schedules.all { transaction.revise(schedule) }
    }
  }
}

extension Transaction {
  fileprivate func fireBootSchedules() {
    for schedule in state.schedules.all
    where schedule.isEnabled && schedule.definition.trigger == .boot && !schedule.isExhausted
      && schedule.definition.allows(now)
    {
      fire(schedule.id, at: now, next: nil)
    }
  }

  fileprivate func revise(_ schedule: ScheduleState) {
    guard schedule.isEnabled, schedule.nextFire.map({ $0 > now }) ?? true else { return }
    do throws(DaybookError) {
      let expected = try schedule.nextUnspent(after: now, triggers)
      if expected == schedule.nextFire { return }
      var isStillInstant = false
      if let nextFire = schedule.nextFire { isStillInstant = try triggers.isInstant(nextFire, of: schedule.definition) }
      emit(
        .scheduleRevised(id: schedule.id, nextFire: expected, cause: isStillInstant ? .clock : .zoneRules))
    } catch {
      // A zone that cannot be read: the instant that is known stays, and it fires.
      return
    }
  }
}
