import Cron

/// Schedules: each fire enqueues a job with the same payload, exactly once, whichever process leads.
///
/// Every method returns once the change is on disk, and throws `DaybookError`: `.invalidInput` for a name, expression, zone
/// or bound that cannot be, `.notFound` for an unknown schedule, `.conflict` for one that a file or another program declared.
extension Scheduler {
  /// Adds a schedule, or updates the one of that name; its counters stay, and its next fire while the trigger does.
  public func schedule<Payload: JobPayload>(
    _ name: String, _ trigger: ScheduleTrigger, _ payload: Payload, options: ScheduleOptions = ScheduleOptions()
  ) async throws {
    let template = JobRequest(type: Payload.type, payload: try Self.encode(payload))
    try await schedule(name, trigger, template, options, isStrict: false)
  }

  /// Adds a schedule; a name that is taken is a `.conflict`.
  public func addSchedule<Payload: JobPayload>(
    _ name: String, _ trigger: ScheduleTrigger, _ payload: Payload, options: ScheduleOptions = ScheduleOptions()
  ) async throws {
    let template = JobRequest(type: Payload.type, payload: try Self.encode(payload))
    try await schedule(name, trigger, template, options, isStrict: true)
  }

  /// Removes a schedule; the jobs of its fires stay.
  public func unschedule(_ name: String) async throws {
    try await engine.perform(RemoveSchedule(name: name, owner: ThisProcess.userName, source: program))
  }

  /// Lets a schedule fire again, from now on. Outlives restarts, until `resetSchedule`.
  public func enableSchedule(_ name: String) async throws {
    try await engine.perform(SetScheduleEnabled(name: name, owner: ThisProcess.userName, isEnabled: true))
  }

  /// Keeps a schedule from firing. Outlives restarts, until `resetSchedule`.
  public func disableSchedule(_ name: String) async throws {
    try await engine.perform(SetScheduleEnabled(name: name, owner: ThisProcess.userName, isEnabled: false))
  }

  /// Gives the switch back to the declaration.
  public func resetSchedule(_ name: String) async throws {
    try await engine.perform(ResetSchedule(name: name, owner: ThisProcess.userName))
  }

  /// Fires a schedule now, also while it is off; its next fire does not move.
  @discardableResult
  public func triggerSchedule(_ name: String) async throws -> JobID {
    try await engine.perform(TriggerSchedule(name: name, owner: ThisProcess.userName))
  }

  /// Every schedule of the directory, by name.
  public var schedules: [ScheduleInfo] { engine.read { $0.scheduleSummaries.map(ScheduleInfo.init) } }

  /// One schedule of this user; nil when there is none of that name.
  public func schedule(named name: String) -> ScheduleInfo? {
    engine.read { $0.schedule(named: name, owner: ThisProcess.userName) }.map(ScheduleInfo.init)
  }

  func schedule(
    _ name: String, _ trigger: ScheduleTrigger, _ template: JobRequest, _ options: ScheduleOptions, isStrict: Bool
  ) async throws {
    var definition = ScheduleDefinition(
      name: name, owner: ThisProcess.userName, source: program,
      trigger: try trigger.resolved(startsAt: options.startsAt, now: SystemTime().now()), template: template)
    options.apply(to: &definition)
    try await engine.perform(UpsertSchedule(definition, isStrict: isStrict))
  }
}
