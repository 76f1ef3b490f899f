import Cron
import Daybook

/// What the commands that serve a directory do.
enum Serving {
  /// `--no-ui`: serves until told to stop.
  static func runHeadless(_ options: LaunchOptions) async throws {
    try await HeadlessService(options: options).run()
  }

  /// `demo`.
  static func demo(
    _ global: GlobalOptions, worker: WorkerOptionsGroup, context: CommandContext
  ) async throws {
    try await Demo(context: context).run(global, worker: worker, state: global.dir)
  }

  /// `up`: says who serves now.
  static func up(_ options: LaunchOptions) async throws {
    let (worker, isNew) = try await BackgroundWorker(options: options).up()
    let serves = isNew ? "serves" : "serves already:"
    try options.say(
      "\(worker.kind) (pid \(worker.processID)) \(serves) \(options.workplace.directory) with \(worker.slots) slots; "
        + "stop it with \(options.program) down")
  }

  /// `down`: says who stopped.
  static func down(_ options: LaunchOptions, isHurried: Bool) async throws {
    guard let worker = try await BackgroundWorker(options: options).down(isHurried: isHurried) else {
      return try options.say("nobody serves \(options.workplace.directory)")
    }
    try options.say("\(worker.kind) (pid \(worker.processID)) has stopped")
  }

  /// `status`: who serves, and what there is to do.
  /// - Throws: `ExitStatus.failed` when nobody does.
  static func status(_ options: LaunchOptions) async throws {
    let engine = try options.workplace.openForReading()
    defer { engine.close() }
    let stats = engine.livingStats()
    let workers = stats.workers
    let report = StatusReport(stats: stats, workers: workers, now: options.context.time.now())
    if options.isJSON {
      try options.context.output.write(report.json.description + "\n")
    } else {
      try options.context.output.write(report.text(directory: options.workplace.directory))
    }
    if workers.isEmpty { throw ExitStatus.failed }
  }
}

extension LaunchOptions {
  fileprivate func say(_ line: String) throws { try context.talk.write(line + "\n") }
}

/// Who serves a directory, and its counts.
struct StatusReport {
  let stats: SchedulerStats
  let workers: [WorkerSummary]
  let now: Timestamp

  var json: JSONText {
    .object([
      "serving": .boolean(!workers.isEmpty),
      "workers": .array(workers.map { WorkerJSON($0, epoch: stats.epoch, now: now).value }),
      "leader": .text(stats.leader), "epoch": .count(stats.epoch),
      "refused": .count(stats.staleRecords), "pending": .count(stats.count(.pending)),
      "running": .count(stats.count(.running)), "scheduled": .count(stats.count(.scheduled)),
      "failed": .count(stats.count(.failed)), "paused": .boolean(stats.isPaused),
    ])
  }

  func text(directory: String) -> String {
    var lines = workers.map { worker in
      "\(worker.kind) (pid \(worker.processID)) serves \(directory) since "
        + "\(RFC3339.string(milliseconds: worker.joinedAt.milliseconds)): \(worker.running) of \(worker.slots) slots busy"
        + (worker.isLeader ? ", leads (epoch \(stats.epoch))" : "")
        + (worker.durability == .always ? "" : ", durability \(worker.durability)")
    }
    if lines.isEmpty { lines = ["nobody serves \(directory); start a worker: daybook up"] }
    if stats.staleRecords > 0 { lines.append("\(stats.staleRecords) late reports and decisions were refused") }
    let counts = JobState.allCases.map { "\($0) \(stats.count($0))" }.joined(separator: "  ")
    lines.append(stats.isPaused ? "\(counts)  (everything is paused)" : counts)
    return lines.map { $0 + "\n" }.joined()
  }
}
