import ArgumentParser
import Daybook
import Settings
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
      do {
        let job = try await change(engine, name, options.owner)
        try print(name, job, engine, options.owner, printer)
      } catch let error as DaybookError where error.code == .notFound {
        let near = Suggestion.hint(for: name, in: engine.read { $0.scheduleSummaries.map(\.name) })
        throw near.isEmpty ? error : DaybookError(.notFound, "no schedule '\(name)'\(near)")
      }
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
    if printer.isJSON { return try printer.json(ScheduleJSON(schedule).value) }
    let next = InstantText.relative(schedule.nextFire, now: printer.context.time.now())
    try printer.line(schedule.isEnabled ? "\(name) fires \(next)" : "\(name) is off")
  }
}
