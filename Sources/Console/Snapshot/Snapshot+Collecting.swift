package import Daybook

extension Snapshot {
  /// The most runs of a schedule that its page lists.
  private static let runsShown = 20
  /// How many of the newest jobs are looked through for them.
  private static let runsSearched = 5000

  /// Answers a request from the state, under its lock.
  ///
  /// Costs what the screen costs: counts are kept by the state, and rows are read from the window on. Only a filter
  /// that few jobs match makes it look further.
  package static func collect(
    _ request: SnapshotRequest, from state: SchedulerState, now: Timestamp
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
      schedules: state.scheduleSummaries,
      selected: request.selected.flatMap { detail(of: $0, state, now: now) },
      marked: request.marked.compactMap(state.summary(of:)).reversed(),
      runs: request.schedule.map { runs(of: $0, state) } ?? [],
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

  /// Looked for among the newest jobs only: a schedule that fires once a month must not cost a walk through a million jobs.
  private static func runs(of key: ScheduleKey, _ state: SchedulerState) -> [JobSummary] {
    let newest = state.jobs(matching: .all, before: nil, limit: runsSearched)
    return Array(newest.lazy.filter { $0.schedule == key.name }.prefix(runsShown))
  }
}
