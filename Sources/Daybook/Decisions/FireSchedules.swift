/// Fires what is due. Only the leader does this, inside its turn.
///
/// The fire and its job are one append, so a nominal instant is spent exactly once across crashes and restarts. Instants
/// that passed while nobody ran are misfires: the latest one fires if it is not too late, the others are counted.
extension Transaction {
  /// The most misfired instants of one schedule that are counted one by one.
  private static let countedMisfires = 10_000

  /// Fires at most `limit` schedules; returns whether any fired or missed.
  func fireDueSchedules(limit: Int = Limits.cascade) -> Bool {
    let due = state.schedules.due(through: now, limit: limit)
    for schedule in due { fire(schedule) }
    return !due.isEmpty
  }

  private func fire(_ schedule: ScheduleState) {
    guard let nominal = schedule.nextFire else { return }
    let trigger = schedule.definition.trigger
    do {
      let passed = try triggers.instants(
        of: trigger, after: nominal, through: now, limit: Self.countedMisfires)
      let latest = passed.last ?? nominal
      let next = try triggers.next(of: trigger, after: max(now, latest))
      let firing = instantToFire(schedule, nominal: nominal, latest: latest)
      let missed = passed.count + (firing == nil ? 1 : 0)
      if missed > 0 {
        emit(.scheduleMissed(id: schedule.id, count: missed, through: latest, nextFire: next, cause: .late))
      }
      if let firing { fire(schedule, at: firing, next: next) }
    } catch {
      // A zone that has vanished since the schedule was accepted must not stop the others: it is switched off, visibly.
      emit(.scheduleDisabled(id: schedule.id, cause: .declaration))
    }
  }

  private func instantToFire(_ schedule: ScheduleState, nominal: Timestamp, latest: Timestamp) -> Timestamp? {
    let isPunctual = latest == nominal && now.milliseconds - nominal.milliseconds < 60_000
    if isPunctual { return nominal }
    guard schedule.definition.misfire == .latest else { return nil }
    let lateness = now.milliseconds - latest.milliseconds
    return lateness <= schedule.definition.maxLatenessMilliseconds ? latest : nil
  }

  private func fire(_ schedule: ScheduleState, at nominal: Timestamp, next: Timestamp?) {
    let live = schedule.liveJobs.compactMap { state.summary(of: $0) }
    guard !live.isEmpty, schedule.definition.overlap != .allow else {
      emit(.scheduleFired(id: schedule.id, nominal: nominal, nextFire: next, isManual: false))
      _ = enqueue(schedule.definition.template, schedule: schedule.id)
      return
    }
    // One may wait behind the jobs under way; a job that has not even started is that one already.
    guard schedule.definition.overlap == .queue, live.allSatisfy({ $0.attempt > 0 }) else {
      emit(.scheduleMissed(id: schedule.id, count: 1, through: nominal, nextFire: next, cause: .overlap))
      return
    }
    emit(.scheduleFired(id: schedule.id, nominal: nominal, nextFire: next, isManual: false))
    _ = enqueue(schedule.definition.template, after: live.map(\.id), schedule: schedule.id)
  }
}
