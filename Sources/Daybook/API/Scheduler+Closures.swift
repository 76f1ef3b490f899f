/// Jobs that are a closure of this program and nothing else: no payload, a name instead of a type.
///
/// A closure belongs to its name: call these before `run()`, in every start of the program, as with `register`. The journal
/// remembers when the name fires; this program says what it does.
extension Scheduler {
  /// Runs `body` at the instants of a cron expression: UTC unless the expression or `timeZone` says otherwise.
  public func cron(
    _ expression: String, _ name: String, timeZone: String? = nil, options: ScheduleOptions = ScheduleOptions(),
    _ body: @escaping @Sendable () async throws -> Void
  ) async throws {
    try await schedule(name, .cron(expression, timeZone: timeZone), options, body)
  }

  /// Runs `body` on a fixed grid that begins when the schedule is first made and never drifts.
  public func every(
    _ interval: Duration, _ name: String, options: ScheduleOptions = ScheduleOptions(),
    _ body: @escaping @Sendable () async throws -> Void
  ) async throws {
    try await schedule(name, .every(interval), options, body)
  }

  /// Runs `body` every so often: `30m`, `1h30m`, `24h`.
  public func every(
    _ interval: String, _ name: String, options: ScheduleOptions = ScheduleOptions(),
    _ body: @escaping @Sendable () async throws -> Void
  ) async throws {
    try await every(.milliseconds(try DurationText.milliseconds(interval)), name, options: options, body)
  }

  /// Runs `body` once, at an instant; called again in the next start of the program it changes nothing.
  public func at(
    _ instant: Timestamp, _ name: String, options: ScheduleOptions = ScheduleOptions(),
    _ body: @escaping @Sendable () async throws -> Void
  ) async throws {
    try await schedule(name, .at(instant), options, body)
  }

  /// Runs `body` once, after a delay; each call makes a job of its own.
  @discardableResult
  public func after(
    _ delay: Duration, _ name: String, _ body: @escaping @Sendable () async throws -> Void
  ) async throws -> JobID {
    try register(TypeDefinition(name: name, source: program), ClosureHandler(body: body))
    var request = JobRequest(type: name)
    request.dueAt = SystemTime().now().adding(milliseconds: delay.wholeMilliseconds)
    return try await engine.perform(Enqueue([request]))[0].id
  }

  /// Runs `body` once, after `5s`, `2h`, `1d12h`; each call makes a job of its own.
  @discardableResult
  public func after(
    _ delay: String, _ name: String, _ body: @escaping @Sendable () async throws -> Void
  ) async throws -> JobID {
    try await after(.milliseconds(try DurationText.milliseconds(delay)), name, body)
  }

  private func schedule(
    _ name: String, _ trigger: ScheduleTrigger, _ options: ScheduleOptions,
    _ body: @escaping @Sendable () async throws -> Void
  ) async throws {
    try register(TypeDefinition(name: name, source: program), ClosureHandler(body: body))
    try await schedule(name, trigger, JobRequest(type: name), options, isStrict: false)
  }
}
