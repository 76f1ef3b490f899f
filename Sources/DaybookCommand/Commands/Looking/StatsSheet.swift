import Daybook

/// The counts for people, or as one object.
struct StatsSheet: Sendable {
  private let directory: String
  private let printer: Printer

  init(directory: String, printer: Printer) {
    self.directory = directory
    self.printer = printer
  }

  /// Prints counts, workers and types.
  func print(_ stats: SchedulerStats) throws {
    if printer.isJSON { return try printer.json(StatsJSON(stats).value) }
    try printer.line(directory, .bold)
    let counts = StatsJSON.states.map { state in
      let count = stats.count(state)
      return printer.tinted("\(state) \(count)", count > 0 ? Self.tint(state) : .dim)
    }
    try printer.line(counts.joined(separator: "  ") + "  total \(stats.total)")
    if stats.dead > 0 {
      try printer.line("\(stats.dead) failed for good: \(printer.program) jobs --where state:failed", .red)
    }
    try printPauses(stats)
    try printWorkers(stats)
    try printTypes(stats)
  }

  private func printPauses(_ stats: SchedulerStats) throws {
    if stats.isPaused { try printer.line("everything is paused: \(printer.program) resume", .yellow) }
    for name in stats.pausedQueues {
      try printer.line("queue \(name) is paused: \(printer.program) resume --queue \(name)", .yellow)
    }
    for name in stats.pausedTypes {
      try printer.line("type \(name) is paused: \(printer.program) resume --type \(name)", .yellow)
    }
  }

  private func printWorkers(_ stats: SchedulerStats) throws {
    if stats.workers.isEmpty { return try printer.line("no worker: \(printer.program) up", .yellow) }
    for worker in stats.workers {
      let leads = worker.name == stats.leader ? ", leads since epoch \(stats.epoch)" : ""
      try printer.line(
        "worker \(worker.name) (\(worker.kind), pid \(worker.processID)) runs \(worker.running) of \(worker.slots)\(leads)"
      )
    }
  }

  private func printTypes(_ stats: SchedulerStats) throws {
    guard !stats.types.isEmpty else { return }
    var table = Table(
      [.init("TYPE")] + StatsJSON.states.map { Table.Column($0.description.uppercased(), isNumber: true) })
    for type in stats.types {
      let counts = StatsJSON.states.map { state in
        let count = type.byState[Int(state.rawValue)]
        return Table.Cell(count == 0 ? "–" : "\(count)", count == 0 ? .dim : Self.tint(state))
      }
      table.add([Table.Cell(type.name, .bold)] + counts)
    }
    try printer.table(table)
  }

  private static func tint(_ state: JobState) -> Tint {
    switch state {
    case .running: .blue
    case .failed: .red
    case .completed: .green
    default: .plain
    }
  }
}
