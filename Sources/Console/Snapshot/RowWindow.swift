import Daybook

/// The part of the list of jobs that a request wants, and whether there is more on either side.
///
/// One row more than wanted is read on each open side to know that.
struct RowWindow {
  private(set) var rows: [JobSummary] = []
  private(set) var hasNewer = false
  private(set) var hasOlder = false

  init(_ request: SnapshotRequest, _ state: SchedulerState, now: Timestamp) {
    // The text was checked when it was typed.
    let written = (try? JobFilter(parsing: request.filterText, now: now)) ?? .all
    let source = Source(filter: request.tab.map(written.narrowed) ?? written, state)
    let margin = max(1, request.margin)
    switch request.window {
    case .newest:
      let found = source.newest(before: nil, 2 * margin + 1)
      rows = Array(found.prefix(2 * margin))
      hasOlder = found.count > 2 * margin
    case .oldest:
      let found = source.oldest(after: nil, 2 * margin + 1)
      rows = found.prefix(2 * margin).reversed()
      hasNewer = found.count > 2 * margin
    case .around(let id):
      // Nothing is beyond the largest id, and it has no successor to read down from.
      let next = id.rawValue < .max ? JobID(id.rawValue + 1) : nil
      let above = next == nil ? [] : source.oldest(after: id, margin + 1)
      let below = source.newest(before: next, margin + 1)
      rows = above.prefix(margin).reversed() + below.prefix(margin)
      hasNewer = above.count > margin
      hasOlder = below.count > margin
    }
  }
}

/// Matching jobs in both directions.
private struct Source {
  private let filter: JobFilter
  private let state: SchedulerState
  /// How many there can be by the counts, so that a walk ends with the last of few.
  private let possible: Int

  init(filter: JobFilter, _ state: SchedulerState) {
    self.filter = filter
    self.state = state
    let stats = state.stats
    possible = filter.states.map { states in states.reduce(0) { $0 + stats.count($1) } } ?? .max
  }

  func newest(before bound: JobID?, _ limit: Int) -> [JobSummary] {
    state.jobs(matching: filter, before: bound, limit: min(limit, possible))
  }

  func oldest(after bound: JobID?, _ limit: Int) -> [JobSummary] {
    state.jobs(matching: filter, after: bound, limit: min(limit, possible))
  }
}
