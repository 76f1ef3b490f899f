import ArgumentParser
import Daybook
import Spelling

/// Which schedules a command is about.
struct ScheduleTarget: ParsableArguments {
  @Argument(help: ArgumentHelp("Schedules, by name.", valueName: "name"))
  var names: [String]

  init() {}

  /// Makes a change to each schedule and prints what became of it; a change may enqueue a job.
  func forEach(
    _ options: GlobalOptions, _ change: (Engine, _ name: String, _ owner: String?) async throws -> JobID?
  ) async throws {
    let printer = Printer(options)
    let engine = try Workplace(options).openForChanging()
    defer { engine.close() }
    for name in names {
      let job = try await engine.suggestingSchedule(name) { try await change(engine, name, options.owner) }
      try print(name, job, engine, options.owner, printer)
    }
  }

  private func print(
    _ name: String, _ job: JobID?, _ engine: Engine, _ owner: String?, _ printer: Printer
  ) throws {
    if let job {
      guard printer.isJSON, let source = try JobReader(engine).source(job) else { return try printer.line("\(job)") }
      return try printer.json(JobJSON(source).value)
    }
    guard let schedule = engine.read({ $0.schedule(named: name, owner: owner) }) else { return }
    try printer.schedule(schedule)
  }
}

extension Engine {
  /// Passes on what `body` throws; for an unknown schedule, with the name that was probably meant.
  func suggestingSchedule<Result>(_ name: String, _ body: () async throws -> Result) async throws -> Result {
    do {
      return try await body()
    } catch let error as DaybookError where error.code == .notFound {
      // Of the same name are those of other owners.
      let near = Suggestion.hint(for: name, in: read { $0.scheduleSummaries.map(\.name).filter { $0 != name } })
      throw near.isEmpty ? error : DaybookError(.notFound, "no schedule '\(name)'\(near)")
    }
  }
}

extension Printer {
  /// What became of a schedule: the object, or when it fires next.
  func schedule(_ schedule: ScheduleSummary) throws {
    if isJSON { return try json(ScheduleJSON(schedule).value) }
    try line("\(schedule.name) \(schedule.outlook(now: context.time.now()))")
  }
}

extension ScheduleSummary {
  /// `fires in 4h12m`, `is off`, `never fires again`.
  func outlook(now: Timestamp) -> String {
    if !isEnabled { return "is off" }
    if trigger == .boot { return "fires when the machine starts" }
    return nextFire.map { "fires \(InstantText.relative($0, now: now))" } ?? "never fires again"
  }
}
