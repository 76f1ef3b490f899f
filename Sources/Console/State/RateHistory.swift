import Daybook

/// How many jobs ended in each of the last seconds, counted from one snapshot to the next.
package struct RateHistory: Equatable, Sendable {
  /// The seconds kept.
  package static let length = 60
  /// The seconds a rate is averaged over.
  private static let window = 5

  /// Oldest first.
  package private(set) var done: [Double] = []
  package private(set) var failed: [Double] = []
  private var lastDone: Int?
  private var lastFailed: Int?

  /// Takes the counts at the end of a second.
  ///
  /// Counts go down when old jobs are removed or retried; that is not a negative rate.
  mutating func record(_ stats: SchedulerStats) {
    let completed = stats.count(.completed)
    let failures = stats.count(.failed)
    if let lastDone, let lastFailed {
      Self.append(Double(max(0, completed - lastDone)), to: &done)
      Self.append(Double(max(0, failures - lastFailed)), to: &failed)
    }
    lastDone = completed
    lastFailed = failures
  }

  /// Completed jobs a second, lately.
  package var doneRate: Double { Self.average(done) }
  /// Failed jobs a second, lately.
  package var failedRate: Double { Self.average(failed) }

  private static func append(_ value: Double, to series: inout [Double]) {
    series.append(value)
    if series.count > length { series.removeFirst() }
  }

  private static func average(_ series: [Double]) -> Double {
    let recent = series.suffix(window)
    return recent.isEmpty ? 0 : recent.reduce(0, +) / Double(recent.count)
  }
}
