package import Daybook

extension Snapshot {
  /// The most runs of a schedule that its page lists.
  private static let runsShown = 10
  /// How many of the newest jobs are looked through for them.
  private static let runsSearched = 5000

  /// Answers a request from the state, under its lock.
  ///
  /// Costs what the screen costs: counts are kept by the state, and rows are read from the window on. Only a filter
  /// that few jobs match makes it look further, and a filter of the schedules, which looks at all of them.
  ///
  /// - Parameter previous: the last snapshot; what still holds of it is not looked for again.
  package static func collect(
    _ request: SnapshotRequest, from state: SchedulerState, now: Timestamp, previous: Snapshot? = nil
  ) -> Snapshot {
    let page = RowWindow(request, state, now: now)
    return Snapshot(
      request: request,
      takenAt: now,
      sequence: state.lastSequence,
      stats: state.stats,
      rows: page.rows,
      hasNewer: page.hasNewer,
      hasOlder: page.hasOlder,
      holdReasons: holdReasons(page.rows, state, now: now),
      schedules: ScheduleRows(request, state, now: now, previous: previous),
      selected: request.selected.flatMap { detail(of: $0, state, now: now) },
      marked: request.marked.compactMap(state.summary(of:)).reversed(),
      schedule: request.schedule.flatMap { detail(of: $0, state) },
      newestFailure: state.newestFailure.flatMap(state.summary(of:)),
      departure: state.departedWorker.map { WorkerDeparture(kind: $0.identity.kind, at: $0.at) }
    )
  }

  private static func holdReasons(_ rows: [JobSummary], _ state: SchedulerState, now: Timestamp) -> [JobID: String] {
    var reasons: [JobID: String] = [:]
    for job in rows where !job.state.isTerminal && job.state != .running {
      reasons[job.id] = state.holdReason(of: job.id, now: now)
    }
    return reasons
  }

  private static func detail(of id: JobID, _ state: SchedulerState, now: Timestamp) -> JobDetail? {
    state.summary(of: id).map { job in
      JobDetail(
        job: job,
        attempts: state.attempts(of: id),
        holdReason: state.holdReason(of: id, now: now),
        definition: state.typeDefinition(job.type)
      )
    }
  }

  private static func detail(of key: ScheduleKey, _ state: SchedulerState) -> ScheduleDetail? {
    state.schedule(named: key.name, owner: key.owner).map { schedule in
      ScheduleDetail(
        schedule: schedule,
        runs: state.runs(ofSchedule: key.name, owner: key.owner, limit: runsShown, searched: runsSearched))
    }
  }
}
