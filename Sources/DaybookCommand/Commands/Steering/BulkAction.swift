import ArgumentParser
import Daybook

/// One change of many jobs: asks, carries it out, and reports what was skipped and why.
struct BulkAction: Sendable {
  /// The verb, as in "retry 12 jobs?".
  let verb: String
  /// The participle, as in "12 retried".
  let done: String
  /// States in which jobs found by a filter are acted on.
  let states: Set<JobState>
  /// States in which the change is possible at all.
  let feasibleStates: Set<JobState>
  /// Makes the change to one job; returns a word about it, such as `requested`.
  let act: @Sendable (_ engine: Engine, _ job: JobID) async throws -> String

  /// Changes under way at once; they share the journal's syncs.
  private static let width = 64
  private static let examples = 5
  /// Lines that one can count at a glance.
  private static let linesWithoutTotal = 20

  init(
    verb: String, done: String, states: Set<JobState>, feasibleStates: Set<JobState>,
    act: @escaping @Sendable (_ engine: Engine, _ job: JobID) async throws -> String
  ) {
    self.verb = verb
    self.done = done
    self.states = states
    self.feasibleStates = feasibleStates
    self.act = act
  }

  /// Runs the change for a command.
  ///
  /// Throws `ExitStatus` when a job could not be changed: its error's code if it was the only one asked for, else 4.
  func run(_ target: BulkTarget, _ options: GlobalOptions) async throws {
    let printer = Printer(options)
    let engine = try Workplace(options).openForChanging()
    defer { engine.close() }
    let ids = try target.ids(
      in: engine, states: states, feasibleStates: feasibleStates, now: printer.context.time.now())
    if ids.isEmpty {
      printer.talk("no job matches that could be \(done); nothing changed")
      throw ExitStatus.notFound
    }
    if target.dryRun { return try preview(ids, engine, printer) }
    if target.filter.isGiven, !target.yes { try confirm(ids, engine, printer) }
    let outcomes = await carryOut(ids, engine)
    try report(outcomes, engine, printer)
  }

  /// A structure, because the optimizer of Swift 6.3 garbles a tuple that a child task returns.
  private struct Outcome: Sendable {
    let job: JobID
    let result: Result<String, any Error>
  }

  private func carryOut(_ ids: [JobID], _ engine: Engine) async -> [Outcome] {
    await withTaskGroup(of: Outcome.self) { group in
      var outcomes: [Outcome] = []
      for (index, id) in ids.enumerated() {
        if index >= Self.width, let outcome = await group.next() { outcomes.append(outcome) }
        group.addTask {
          do {
            return Outcome(job: id, result: .success(try await act(engine, id)))
          } catch {
            return Outcome(job: id, result: .failure(error))
          }
        }
      }
      for await outcome in group { outcomes.append(outcome) }
      return outcomes.sorted { $0.job < $1.job }
    }
  }

  // MARK: Asking

  private func preview(_ ids: [JobID], _ engine: Engine, _ printer: Printer) throws {
    if printer.isJSON {
      return try printer.json(try summaries(ids, engine).map { JobJSON(try JobReader(engine).source($0)).value })
    }
    printer.talk("would \(verb) \(Self.count(ids)); nothing changed")
    try printer.lines(ids.map(\.description))
  }

  private func confirm(_ ids: [JobID], _ engine: Engine, _ printer: Printer) throws {
    guard printer.context.input.isTerminal, printer.context.talk.isTerminal else {
      throw ValidationError(
        "this would \(verb) \(Self.count(ids)); off a terminal that needs --yes (--dry-run lists them)")
    }
    for job in summaries(Array(ids.prefix(Self.examples)), engine) {
      let style = StateStyle(job)
      printer.talk("  \(style.glyph) \(job.id) \(job.name) \(style.word)", style.tint)
    }
    if ids.count > Self.examples { printer.talk("  … and \(ids.count - Self.examples) more") }
    try printer.context.talk.write("\(verb) \(Self.count(ids))? [y/N] ")
    let answer = try printer.context.input.readLine()?.lowercased() ?? ""
    guard ["y", "yes"].contains(answer) else {
      printer.talk("nothing changed")
      throw ExitStatus.refused
    }
  }

  private func summaries(_ ids: [JobID], _ engine: Engine) -> [JobSummary] {
    engine.read { state in ids.compactMap { state.summary(of: $0) } }
  }

  private static func count(_ ids: [JobID]) -> String { ids.count == 1 ? "1 job" : "\(ids.count) jobs" }

  // MARK: Reporting

  private func report(_ outcomes: [Outcome], _ engine: Engine, _ printer: Printer) throws {
    var failures: [any Error] = []
    let reader = JobReader(engine)
    for outcome in outcomes {
      switch outcome.result {
      case .success(let word):
        if printer.isJSON {
          if let source = try reader.source(outcome.job) { try printer.json(JobJSON(source).value) }
        } else {
          try printer.line("\(outcome.job) \(word)")
        }
      case .failure(let error):
        failures.append(error)
        printer.talk("daybook: \(error)", .red)
      }
    }
    guard let first = failures.first else {
      if outcomes.count > Self.linesWithoutTotal { printer.talk("\(outcomes.count) \(done)") }
      return
    }
    if outcomes.count > 1 { printer.talk("\(outcomes.count - failures.count) \(done), \(failures.count) skipped") }
    throw outcomes.count == 1 ? (first as? DaybookError).map { ExitStatus($0) } ?? .failed : .refused
  }
}
