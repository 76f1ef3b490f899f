import Console
import Cron
import Daybook
import Settings

/// What the console shows of the world around the journal: who serves it, whether the jobs file is right.
final class Surroundings {
  private let engine: Engine
  private let worker: OwnWorker
  private let options: LaunchOptions
  private let zone: TimeZoneRules
  private var forecasts = ForecastCache()
  private var living: Set<UInt64> = []
  /// When a worker was seen alive.
  private var lastSeen: Timestamp?
  /// Checked again when the file changes.
  private var fileProblem: (version: FileVersion, banner: String?)?

  init(engine: Engine, worker: OwnWorker, options: LaunchOptions) {
    self.engine = engine
    self.worker = worker
    self.options = options
    zone = (try? TimeZoneRules(named: TimeZoneRules.hostName())) ?? .utc
    lookForWorkers()
  }

  /// Why this console starts no worker by itself; nil when it does.
  private var watchingReason: String? {
    if options.workplace.isReadOnly { return "read-only" }
    if !options.startsWorker { return "--no-workers" }
    guard let last = engine.read(\.latestWorker) else { return nil }
    if last.user != options.workplace.actor.user { return "last served by \(last.user)" }
    return last.kind == WorkerKind.console ? nil : last.kind
  }

  /// Whether the console starts a worker as soon as it is open.
  var shouldStartWorker: Bool { living.isEmpty && watchingReason == nil }

  /// Looks around; cheap enough for once a second.
  func context() -> ConsoleContext {
    lookForWorkers()
    return ConsoleContext(
      program: options.program, isReadOnly: options.workplace.isReadOnly,
      directory: options.context.abbreviated(options.workplace.directory), ownWorker: worker.processID,
      watchingReason: living.isEmpty ? watchingReason : nil,
      banners: [fileBanner(), worker.problem, engine.failure?.message, engine.notices.last].compactMap(\.self),
      durability: engine.durability)
  }

  /// The scheduler's state as far as the screen needs it; workers that died without a word are left out.
  func snapshot(_ request: SnapshotRequest, now: Timestamp, previous: Snapshot? = nil) -> Snapshot {
    var snapshot = engine.read { Snapshot.collect(request, from: $0, now: now, previous: previous) }
    // Outside the state's lock: an expression that is hard to explain must not hold up the journal.
    forecasts.complete(&snapshot) { schedule, isRevised in
      if isRevised { engine.reloadTimeZones() }
      return engine.forecast(of: schedule, now: now, localZone: zone, count: ForecastCache.fires)
    }
    let joined = Set(snapshot.stats.workers.map(\.id))
    if !joined.isSubset(of: living) { lookForWorkers() }
    if let dead = snapshot.stats.workers.first(where: { !living.contains($0.id) }), living.isEmpty {
      // It left without a word; it was there when it was seen last.
      snapshot.departure = WorkerDeparture(kind: dead.kind, at: lastSeen ?? engine.read(\.lastTime))
    }
    snapshot.stats.workers.removeAll { !living.contains($0.id) }
    return snapshot
  }

  private func lookForWorkers() {
    living = Set(engine.livingWorkers().map(\.id))
    if !living.isEmpty { lastSeen = options.context.time.now() }
  }

  private func fileBanner() -> String? {
    guard let file = options.configuration else { return nil }
    let version = FileVersion(of: options.context.absolutePath(file.path))
    if let known = fileProblem, known.version == version { return known.banner }
    var banner: String?
    do {
      _ = try options.loadJobsFile()
    } catch let error as SettingsError {
      banner = error.problems.first.map { "\($0)" } ?? error.message
    } catch {
      banner = "\(error)"
    }
    fileProblem = (version, banner)
    return banner
  }
}
