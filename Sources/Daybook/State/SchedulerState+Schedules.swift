/// The fold of the records about schedules. Each returns whether the record still fitted.
extension SchedulerState {
  func addSchedule(
    _ definition: ScheduleDefinition, _ nextFire: Timestamp?, isEnabled: Bool, _ context: FoldContext
  ) -> Bool {
    guard schedules.find(name: definition.name, owner: definition.owner) == nil else { return false }
    schedules.insert(
      ScheduleState(id: context.sequence, definition: definition, isEnabled: isEnabled, nextFire: nextFire))
    return true
  }

  func updateSchedule(_ id: UInt64, _ definition: ScheduleDefinition, _ nextFire: Timestamp?) -> Bool {
    schedules.update(id) { schedule in
      schedule.definition = definition
      if schedule.nextFire != nextFire { schedule.spent.interrupt() }
      schedule.nextFire = nextFire
      schedule.isOrphaned = false
    }
  }

  func enableSchedule(
    _ id: UInt64, _ nextFire: Timestamp?, _ cause: EnablementCause, _ context: FoldContext
  ) -> Bool {
    schedules.update(id) { schedule in
      schedule.isEnabled = true
      schedule.nextFire = nextFire
      schedule.spent.interrupt()
      schedule.recordOverride(cause, context)
    }
  }

  func disableSchedule(_ id: UInt64, _ cause: EnablementCause, _ context: FoldContext) -> Bool {
    schedules.update(id) { schedule in
      schedule.isEnabled = false
      schedule.nextFire = nil
      if cause == .orphaned { schedule.isOrphaned = true }
      schedule.recordOverride(cause, context)
    }
  }

  func fireSchedule(_ id: UInt64, _ nominal: Timestamp, _ nextFire: Timestamp?, isManual: Bool) -> Bool {
    schedules.update(id) { schedule in
      schedule.lastFire = nominal
      schedule.fireCount += 1
      if !isManual { schedule.spent.insert(nominal, follows: schedule.nextFire == nominal) }
      schedule.nextFire = nextFire
    }
  }

  func missFires(
    _ id: UInt64, _ count: Int, through: Timestamp, _ nextFire: Timestamp?, _ cause: MissCause
  ) -> Bool {
    schedules.update(id) { schedule in
      switch cause {
      case .late:
        schedule.missed += count
        schedule.spent.interrupt()
      case .overlap, .key:
        schedule.skipped += count
        schedule.spent.insert(through, follows: schedule.nextFire == through)
      }
      schedule.nextFire = nextFire
    }
  }

  func reviseSchedule(_ id: UInt64, _ nextFire: Timestamp?) -> Bool {
    schedules.update(id) { schedule in
      schedule.nextFire = nextFire
      schedule.spent.interrupt()
    }
  }

  func noteBoot(_ identifier: String) -> Bool {
    defer { bootIdentifier = identifier }
    return bootIdentifier != identifier
  }
}

extension ScheduleState {
  /// Only an operator's switch outlives a reload; a declaration's changes nothing about that, and a reset ends it.
  fileprivate mutating func recordOverride(_ cause: EnablementCause, _ context: FoldContext) {
    switch cause {
    case .operator:
      override = OperatorOverride(isEnabled: isEnabled, actor: context.actor ?? "unknown", at: context.time)
    case .reset: override = nil
    case .declaration, .orphaned: break
    }
  }
}
