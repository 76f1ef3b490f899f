/// Fires what is due. Only the leader does this, inside its turn.
///
/// The fire and its job are one append, so a nominal instant is spent exactly once across crashes and restarts. Instants
/// that passed while nobody ran are misfires; the schedule's policy says which of them still fire, the others are counted.
extension Transaction {
  /// Fires what is due, earliest first, as much as one append takes; returns whether any fired or missed.
  func fireDueSchedules() -> Bool {
    let due = state.schedules.due(through: now, limit: Limits.firesPerAppend)
    for schedule in due {
      if byteCount > Limits.fireBytesPerAppend { break }
      fire(schedule)
    }
    return !due.isEmpty
  }

  private func fire(_ schedule: ScheduleState) {
    do {
      let due = try DueInstants(of: schedule, now: now, triggers)
      if due.missed > 0 {
        emit(
          .scheduleMissed(
            id: schedule.id, count: due.missed, through: due.missedThrough, nextFire: due.fires.first ?? due.next,
            cause: .late))
      }
      for (index, nominal) in due.fires.enumerated() {
        let next = index + 1 < due.fires.count ? due.fires[index + 1] : due.next
        fire(schedule.id, at: nominal, next: next, isCatchingUp: due.fires.count > 1)
      }
    } catch {
      // A zone that has vanished since the schedule was accepted must not stop the others: it is switched off, visibly.
      emit(.scheduleDisabled(id: schedule.id, cause: .declaration))
    }
  }

  func fire(_ id: UInt64, at nominal: Timestamp, next: Timestamp?, isCatchingUp: Bool) {
    guard let schedule = state.schedules[id] else { return }
    let definition = schedule.definition
    var live = schedule.liveJobs.compactMap { state.summary(of: $0) }
    if !live.isEmpty {
      switch definition.overlap {
      case .allow: live = []
      case .skip: return skip(id, nominal, next, .overlap)
      // One may wait behind the jobs under way; a job that has not even started is that one already. What `all` catches
      // up runs one after the other: the operator asked for each.
      case .queue:
        if !isCatchingUp, live.contains(where: { $0.attempt == 0 }) { return skip(id, nominal, next, .overlap) }
      case .replace: live = replace(live)
      }
    }
    if let key = definition.template.key, state.job(withKey: key) != nil { return skip(id, nominal, next, .key) }
    emit(.scheduleFired(id: id, nominal: nominal, nextFire: next, isManual: false))
    var request = definition.template
    request.dueAt = definition.dueTime(ofFireAt: nominal)
    _ = enqueue(request, after: live.map(\.id), schedule: id)
  }

  private func skip(_ id: UInt64, _ nominal: Timestamp, _ next: Timestamp?, _ cause: MissCause) {
    emit(.scheduleMissed(id: id, count: 1, through: nominal, nextFire: next, cause: cause))
  }

  /// Cancels the jobs of earlier fires; returns those that still have to end.
  private func replace(_ live: [JobSummary]) -> [JobSummary] {
    let reason = "replaced by its schedule's next fire"
    for job in live where job.state != .running {
      emit(.jobCancelled(job: job.id, token: nil, from: job.state, reason: reason))
    }
    let running = live.filter { $0.state == .running }
    for job in running where !job.isCancelRequested { emit(.cancelRequested(job: job.id, reason: reason)) }
    return running
  }
}
