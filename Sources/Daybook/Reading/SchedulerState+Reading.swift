/// What listings, the console and decisions ask of the state. Nothing here changes it.
extension SchedulerState {
  /// One job, nil when no such job is kept.
  package func summary(of id: JobID) -> JobSummary? {
    slots[id].map(summary(slot:))
  }

  /// A job's attempts, oldest first; of a long history the first and the last ones.
  package func attempts(of id: JobID) -> [AttemptSummary] {
    slots[id].flatMap { details[$0]?.attempts } ?? []
  }

  /// Matching jobs, newest first, with ids below `bound` (nil: from the newest), `limit` at most.
  package func jobs(matching filter: JobFilter, before bound: JobID? = nil, limit: Int) -> [JobSummary] {
    collect(filter, limit: limit) { slots.walkDescending(below: bound, $0) }
  }

  /// Matching jobs, oldest first, with ids above `bound` (nil: from the oldest), `limit` at most.
  package func jobs(matching filter: JobFilter, after bound: JobID?, limit: Int) -> [JobSummary] {
    collect(filter, limit: limit) { slots.walkAscending(above: bound, $0) }
  }

  /// The ids of the running jobs, by worker and start.
  package var runningJobs: [JobID] { workers.all.flatMap(\.running) }

  /// The job that failed for good last and has not been retried, for "show me what went wrong".
  package var newestFailure: JobID? {
    guard counters.total[Int(JobState.failed.rawValue)] > 0 else { return nil }
    if let latest = latestFailure, let slot = slots[latest], rows[Int(slot)].state == .failed { return latest }
    var found: JobID?
    slots.walkDescending(below: nil) { slot in
      if rows[Int(slot)].state == .failed { found = rows[Int(slot)].id }
      return found == nil
    }
    return found
  }

  /// Every count; costs the same at any number of jobs.
  package var stats: SchedulerStats {
    SchedulerStats(
      byState: counters.total,
      dead: deadCount,
      isPaused: isPaused,
      pausedQueues: pausedQueues.sorted(),
      pausedTypes: pausedTypes.sorted(),
      workers: workers.all.map { WorkerSummary($0, isLeader: $0.id == workers.leader) },
      leader: workers.leader.flatMap { workers[$0]?.identity.name },
      epoch: workers.epoch,
      types: types.values.enumerated()
        .map { TypeStats(name: $0.element, byState: counters.counts(type: UInt32($0.offset))) }
        .sorted { $0.name < $1.name },
      staleRecords: staleRecords)
  }

  /// Every schedule, by name.
  package var scheduleSummaries: [ScheduleSummary] { schedules.all.map(ScheduleSummary.init) }

  package var scheduleCount: Int { schedules.count }

  package var enabledScheduleCount: Int { schedules.enabledCount }

  /// The schedules at some places of the order by name; what lies outside is left out.
  package func schedules(at places: Range<Int>) -> [ScheduleSummary] {
    schedules.inOrder(places).map(ScheduleSummary.init)
  }

  /// The schedules at single places, in the order given.
  package func schedules(at places: some Collection<Int>) -> [ScheduleSummary] {
    places.flatMap { schedules(at: $0..<$0 + 1) }
  }

  /// The places of the schedules that pass a filter; looks at every schedule.
  package func schedulePlaces(matching filter: ScheduleFilter, now: Timestamp) -> [Int] {
    schedules.places { filter.matches(ScheduleSummary($0), now: now) }
  }

  /// The place of a schedule in the order by name, or where it would be.
  package func schedulePlace(named name: String, owner: String) -> Int {
    schedules.place(name: name, owner: owner)
  }

  /// The jobs of a schedule's fires, newest first, `limit` at most, among the newest `searched` jobs: a schedule that
  /// fires once a month must not cost a walk through a million.
  package func runs(ofSchedule name: String, owner: String, limit: Int, searched: Int) -> [JobSummary] {
    guard let id = schedules.find(name: name, owner: owner)?.id else { return [] }
    var found: [JobSummary] = []
    var left = searched
    slots.walkDescending(below: nil) { slot in
      if details[slot]?.schedule == id { found.append(summary(slot: slot)) }
      left -= 1
      return found.count < limit && left > 0
    }
    return found
  }

  /// One schedule; without an owner, the only one of that name.
  package func schedule(named name: String, owner: String? = nil) -> ScheduleSummary? {
    schedules.find(name: name, owner: owner).map(ScheduleSummary.init)
  }

  /// What is known of a type, nil for an undeclared one.
  package func typeDefinition(_ name: String) -> TypeDefinition? { definitions[name] }

  /// Every declared type, by name.
  package var typeDefinitions: [TypeDefinition] { definitions.values.sorted { $0.name < $1.name } }

  /// The worker that left last and when, while none is here: "no worker since 02:14".
  package var departedWorker: (identity: WorkerDescription, at: Timestamp)? {
    workers.all.isEmpty ? workers.lastLeft : nil
  }

  /// The worker that joined last, also when it has left or died: whose home the journal is.
  package var latestWorker: WorkerDescription? { workers.all.last?.identity ?? workers.lastLeft?.identity }

  /// The live job that holds `key`.
  package func job(withKey key: String) -> JobID? { keys[key] }

  /// The sequence of the record that holds a job's result.
  func resultSequence(of id: JobID) -> UInt64? { slots[id].flatMap { details[$0]?.resultSequence } }

  /// The earliest instant at which a waiting job becomes due.
  package var nextDue: Timestamp? { due.first.map { rows[Int($0)].readyAt } }

  private func collect(
    _ filter: JobFilter, limit: Int, _ walk: ((UInt32) -> Bool) -> Void
  ) -> [JobSummary] {
    var found: [JobSummary] = []
    guard limit > 0 else { return found }
    let wantedTypes = filter.types.map { names in Set(names.compactMap { types.existingIndex(of: $0.lowercased()) }) }
    walk { slot in
      // State and type are compared before a summary is built: of a million jobs most are other ones.
      let row = rows[Int(slot)]
      if let states = filter.states, !states.contains(row.state) { return true }
      if let wantedTypes, !wantedTypes.contains(row.type) { return true }
      let summary = summary(slot: slot)
      if filter.matches(summary) { found.append(summary) }
      return found.count < limit
    }
    return found
  }

  /// Whether a running job was asked to stop; false for jobs not kept.
  func isCancelRequested(_ job: JobID) -> Bool {
    slots[job].flatMap { details[$0]?.isCancelRequested } ?? false
  }

  private func summary(slot: UInt32) -> JobSummary {
    let row = rows[Int(slot)]
    let extra = details[slot]
    let last = extra?.attempts.last
    let type = types[row.type]
    return JobSummary(
      id: row.id, type: type, queue: queues[row.queue], state: row.state,
      priority: Priority(Int(row.priority)) ?? .normal, attempt: Int(row.attempt),
      maxRetries: policy(of: row, type: type).maxRetries, key: extra?.key, entity: extra?.entity,
      label: row.label == JobRow.none ? nil : labels[row.label], tags: extra?.tags ?? [], owner: extra?.owner,
      schedule: extra?.schedule.flatMap { schedules[$0]?.definition.name }, enqueuedAt: row.enqueuedAt,
      dueAt: row.readyAt, startedAt: last?.startedAt, finishedAt: extra?.finishedAt,
      progress: extra?.progressThousandths.map { Double($0) / 1000 }, failure: extra?.failure,
      worker: last?.worker, isCancelRequested: extra?.isCancelRequested ?? false, isDead: extra?.isDead ?? false,
      token: last?.token, after: extra?.after ?? [])
  }
}

extension WorkerSummary {
  init(_ worker: WorkerState, isLeader: Bool) {
    self.isLeader = isLeader
    id = worker.id
    name = worker.identity.name
    slots = worker.identity.slots
    kind = worker.identity.kind
    processID = worker.identity.processID
    host = worker.identity.host
    user = worker.identity.user
    servesCommands = worker.identity.servesCommands
    types = worker.identity.types
    jobsFile = worker.identity.jobsFile
    durability = worker.identity.durability
    parameters = worker.identity.parameters
    running = worker.running.count
    joinedAt = worker.joinedAt
  }
}

extension ScheduleSummary {
  init(_ schedule: ScheduleState) {
    definition = schedule.definition
    isEnabled = schedule.isEnabled
    override = schedule.override
    isOrphaned = schedule.isOrphaned
    lastFire = schedule.lastFire
    nextFire = schedule.nextFire
    fireCount = schedule.fireCount
    missed = schedule.missed
    skipped = schedule.skipped
    lastJob = schedule.lastJob
  }
}
