import CommandJobs
import Daybook
import Journal
import Logging
import ServiceLifecycle

/// `daybook --no-ui`: serves a directory without a screen until it is told to stop.
struct HeadlessService {
  let options: LaunchOptions

  /// Runs jobs and schedules; returns after a graceful stop.
  ///
  /// - Throws: what keeps the worker from serving: a damaged journal, a second background worker, a jobs file with
  ///   mistakes.
  func run() async throws {
    let logger = makeLogger()
    let (engine, jobsFile) = try open(logger)
    defer { engine.close() }
    let worker = try makeWorker(engine, options: behaviour(try await jobsFile?.apply()), logger: logger)
    logger.info(
      "serving",
      metadata: ["directory": "\(options.workplace.directory)", "jobs-file": "\(jobsFile?.path ?? "none")"])
    try await serve(worker, engine, jobsFile, logger)
    logger.info("stopped")
  }

  /// Opens the journal with the durability that the command line or the jobs file asks for.
  private func open(_ logger: Logger) throws -> (Engine, JobsFileService?) {
    var workplace = options.workplace
    let declared = options.durability == nil ? try options.loadJobsFile()?.durability : nil
    workplace.durability = options.durability ?? declared ?? .always
    let engine = try workplace.openForChanging()
    let jobsFile = jobsFile(for: engine, logger: logger)
    // A file that is left alone has no say in this either.
    guard jobsFile == nil, declared != nil else { return (engine, jobsFile) }
    engine.close()
    return (try options.workplace.openForChanging(), nil)
  }

  private func serve(
    _ worker: Worker, _ engine: Engine, _ jobsFile: JobsFileService?, _ logger: Logger
  ) async throws {
    typealias Member = ServiceGroupConfiguration.ServiceConfiguration
    var members = [
      Member(
        service: WorkerService(
          worker: worker, logger: logger, isLeashed: options.context.variable(Leash.variable) != nil),
        successTerminationBehavior: .gracefullyShutdownGroup),
      Member(service: EventLog(engine: engine, logger: logger, start: engine.read(\.lastSequence))),
    ]
    if let jobsFile { members.append(Member(service: jobsFile)) }
    try await ServiceGroup(configuration: ServiceGroupConfiguration(services: members, logger: quiet(logger))).run()
  }

  /// How the worker behaves, from the command line and the jobs file.
  private func behaviour(_ file: JobsFile?) -> WorkerOptions {
    let kind = options.context.variable(WorkerKind.variable) ?? WorkerKind.headless
    var behaviour = WorkerOptions(slots: options.concurrency ?? file?.concurrency ?? 5, kind: kind)
    behaviour.isOnlyOfItsKind = kind == WorkerKind.background
    behaviour.jobsFile = file?.declarations.source
    if let grace = options.shutdownGraceMilliseconds { behaviour.shutdownGraceMilliseconds = grace }
    behaviour.coldStartMilliseconds = options.coldStartMilliseconds
    behaviour.compaction.keep = file?.keep ?? .nothing
    if let timeout = file?.workerTimeoutMilliseconds { behaviour.workerTimeoutMilliseconds = timeout }
    if let timeout = file?.leaderTimeoutMilliseconds { behaviour.leaderTimeoutMilliseconds = timeout }
    return behaviour
  }

  private func makeWorker(_ engine: Engine, options behaviour: WorkerOptions, logger: Logger) throws -> Worker {
    let context = options.context
    let directory = options.workplace.directory
    let presence = try DirectoryPresence(directory: directory)
    var environment = context.environment
    for name in [WorkerKind.variable, Leash.variable] { environment[name] = nil }
    let commands = CommandHandler(
      runner: try SystemProcessRunner(), children: WorkerChildren(presence: presence), directory: directory,
      environment: environment)
    return Worker(
      engine: engine, handlers: HandlerRegistry(commands: commands), options: behaviour, presence: presence,
      actor: options.workplace.actor, time: context.time, logger: logger)
  }

  /// The jobs file to apply; `./daybook.toml` only where nothing has been declared yet, or by itself before.
  private func jobsFile(for engine: Engine, logger: Logger) -> JobsFileService? {
    guard let found = options.configuration else { return nil }
    let absolute = options.context.absolutePath(found.path)
    let sources = engine.read { state in
      Set(state.typeDefinitions.map(\.source) + state.scheduleSummaries.map(\.source))
    }
    if found.origin == .workingDirectory, !sources.isEmpty, !sources.contains(absolute) {
      logger.warning(
        "leaving ./daybook.toml alone: this directory has declarations of other files; name it with --config to add it")
      return nil
    }
    return JobsFileService(
      engine: engine, path: found.path, owner: options.workplace.owner, context: options.context, logger: logger,
      start: FileVersion(of: absolute))
  }

  private func makeLogger() -> Logger {
    let context = options.context
    let isJSON =
      switch options.logFormat {
      case .json: true
      case .human: false
      case .auto: !context.talk.isTerminal
      }
    return Logger(label: "daybook") { _ in LineLogHandler(isJSON: isJSON, output: context.talk, time: context.time) }
  }

  /// The lifecycle library's own lines are of no use to operators.
  private func quiet(_ logger: Logger) -> Logger {
    var quiet = logger
    quiet.logLevel = .warning
    return quiet
  }
}
