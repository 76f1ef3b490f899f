import Daybook

/// The counts by state, in as many words as fit.
enum CountsText {
  private struct Count {
    var long: String
    var short: String
    var number: Int
    var role: Role
    /// 1 is dropped last.
    var rank: Int
  }

  /// All counts in full words; else in short words; else only the weightiest that are not zero.
  static func line(_ stats: SchedulerStats, columns: Int) -> StyledLine {
    let counts = [
      Count(long: "pending", short: "pend", number: stats.count(.pending), role: .jobPending, rank: 3),
      Count(long: "running", short: "run", number: stats.count(.running), role: .jobRunning, rank: 2),
      Count(long: "scheduled", short: "sched", number: stats.count(.scheduled), role: .jobScheduled, rank: 4),
      Count(long: "failed", short: "fail", number: stats.count(.failed), role: .jobFailed, rank: 1),
      Count(long: "dead", short: "dead", number: stats.dead, role: .jobFailed, rank: 5),
    ]
    let full = line(counts, \.long)
    if full.width <= columns { return full }
    let short = line(counts, \.short)
    if short.width <= columns { return short }
    for rank in (1...counts.count).reversed() {
      let few = line(counts.filter { $0.number > 0 && $0.rank <= rank }, \.short)
      if few.width <= columns { return few }
    }
    return StyledLine()
  }

  private static func line(_ counts: [Count], _ word: KeyPath<Count, String>) -> StyledLine {
    var line = StyledLine()
    for count in counts {
      if !line.isEmpty { line.add("  ") }
      line.add("\(count[keyPath: word]) ", .muted)
      line.add(NumberText.compact(count.number), count.number > 0 ? count.role : .muted)
    }
    return line
  }
}
