import ArgumentParser
import Daybook

/// Which jobs a command acts on: ids, or a filter that has to be confirmed.
struct BulkTarget: ParsableArguments {
  @Argument(help: ArgumentHelp("Jobs: 4821, 4800-4821 or key:NAME.", valueName: "id"))
  var jobs: [JobSelector] = []

  @OptionGroup var filter: FilterOptions

  @Flag(name: [.short, .long], help: "Do not ask.")
  var yes = false

  @Flag(help: "Only say which jobs it would be.")
  var dryRun = false

  init() {}

  mutating func validate() throws {
    if jobs.isEmpty, !filter.isGiven { throw ValidationError("say which jobs: ids, or --where FILTER") }
    if !jobs.isEmpty, filter.isGiven {
      throw ValidationError("ids and --where name jobs in two ways; write one of them")
    }
  }

  /// The jobs, oldest first within each selector and each once.
  ///
  /// - Parameters:
  ///   - states: those in which jobs that a filter finds are acted on; the filter may widen them by naming others
  ///     of `feasibleStates`.
  func ids(
    in engine: Engine, states: Set<JobState>, feasibleStates: Set<JobState>, now: Timestamp
  ) throws -> [JobID] {
    if filter.isGiven {
      let filter = try filter.filter(now: now)
      return matching(filter, allowed: filter.states?.intersection(feasibleStates) ?? states, engine)
    }
    var seen: Set<JobID> = []
    return try jobs.flatMap { try $0.ids(in: engine) }.filter { seen.insert($0).inserted }
  }

  private func matching(_ filter: JobFilter, allowed: Set<JobState>, _ engine: Engine) -> [JobID] {
    var ids: [JobID] = []
    var last: JobID?
    while true {
      let page = engine.read { $0.jobs(matching: filter, after: last, limit: 500) }
      ids += page.filter { allowed.contains($0.state) }.map(\.id)
      guard let newest = page.last else { return ids }
      last = newest.id
    }
  }
}
