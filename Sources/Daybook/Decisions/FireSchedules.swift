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
      let due = try DueInstants(of: schedule, now: now, wasServed: wasServed(schedule.nextFire), triggers)
      if due.missed > 0 {
        emit(
          .scheduleMissed(
            id: schedule.id, count: due.missed, through: due.missedThrough, nextFire: due.fires.first ?? due.next,
            cause: .late))
      }
      let isCatchingUp = due.fires.count > 1 && !wasServed(schedule.nextFire)
      var before: JobID?
      for (index, nominal) in due.fires.enumerated() {
        // What does not fit is due still, and comes with the next append.
        if byteCount > Limits.fireBytesPerAppend { return }
        let next = index + 1 < due.fires.count ? due.fires[index + 1] : due.next
        let job = fire(schedule.id, at: nominal, next: next, behind: before)
        if isCatchingUp, schedule.definition.overlap == .queue { before = job }
      }
    } catch {
      fireWithoutZone(schedule)
    }
  }

  /// The due instant is known; what follows it is not, until the zone can be read again and a review finds it.
  private func fireWithoutZone(_ schedule: ScheduleState) {
    if let nominal = schedule.nextFire, now.milliseconds - nominal.milliseconds < DueInstants.punctuality {
      fire(schedule.id, at: nominal, next: nil)
    }
    emit(.scheduleRevised(id: schedule.id, nextFire: nil, cause: .zoneUnreadable))
  }

  /// Whether somebody was there to fire at that instant: the leader had joined.
  private func wasServed(_ instant: Timestamp?) -> Bool {
    guard let instant, let leader = state.workers.leader.flatMap({ state.workers[$0] }) else { return false }
    return leader.joinedAt <= instant
  }

  /// - Parameter before: the job of the fire just caught up. What `all` catches up runs one after the other: the operator
  ///   asked for each.
  /// - Returns: the job; nil when the instant was skipped.
  @discardableResult
  func fire(_ id: UInt64, at nominal: Timestamp, next: Timestamp?, behind before: JobID? = nil) -> JobID? {
    guard let schedule = state.schedules[id] else { return nil }
    let definition = schedule.definition
    if let before { return enqueueFire(of: schedule, at: nominal, next: next, after: [before]) }
    var live = schedule.liveJobs.compactMap { state.summary(of: $0) }
    if !live.isEmpty {
      switch definition.overlap {
      case .allow: live = []
      case .skip: return skip(id, nominal, next, .overlap)
      // One may wait behind the jobs under way; a job that has not even started is that one already.
      case .queue: if live.contains(where: { $0.attempt == 0 }) { return skip(id, nominal, next, .overlap) }
      case .replace: live = replace(live)
      }
    }
    return enqueueFire(of: schedule, at: nominal, next: next, after: live.map(\.id))
  }

  private func enqueueFire(
    of schedule: ScheduleState, at nominal: Timestamp, next: Timestamp?, after: [JobID]
  ) -> JobID? {
    var request = schedule.definition.template
    if let key = request.key, state.job(withKey: key) != nil { return skip(schedule.id, nominal, next, .key) }
    emit(.scheduleFired(id: schedule.id, nominal: nominal, nextFire: next, isManual: false))
    request.dueAt = schedule.definition.dueTime(ofFireAt: nominal)
    return enqueue(request, of: state.typeDefinition(request.type), after: after, schedule: schedule.id)
  }

  private func skip(_ id: UInt64, _ nominal: Timestamp, _ next: Timestamp?, _ cause: MissCause) -> JobID? {
    emit(.scheduleMissed(id: id, count: 1, through: nominal, nextFire: next, cause: cause))
    return nil
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
