import CursesTerminal
import Daybook

/// Everything the console, a headless worker or a background one is started with.
struct LaunchOptions: Sendable {
  /// The state directory, the person, and whether changes are refused.
  let workplace: Workplace
  /// The jobs file to apply; nil when there is none.
  let configuration: ConfigurationFile?
  /// A theme's name or path; nil leaves it to `$DAYBOOK_THEME` and the default.
  let theme: String?
  /// False with `--no-ui`.
  let hasInterface: Bool
  /// False with `--no-workers` or `--read-only`: only watch and steer.
  let startsWorker: Bool
  let logFormat: LogFormat
  let color: ColorChoice
  /// Whether results are JSON.
  let isJSON: Bool
  /// Attempts that the worker runs at once; nil leaves it to the jobs file.
  let concurrency: Int?
  /// How long running attempts may go on once the worker is told to stop, in milliseconds; nil is the library's default.
  let shutdownGraceMilliseconds: Int64?
  /// When a change counts as accepted, as the command line says; nil leaves it to the jobs file.
  let durability: Durability?
  /// How long after its start the worker does not stand for election, in milliseconds.
  let coldStartMilliseconds: Int64
  /// How hints call this program, so that they mean this directory.
  let program: String
  let context: CommandContext

  /// Resolves options, environment and files.
  ///
  /// - Throws: `DaybookError` with code `notFound` for a named jobs file that does not exist.
  init(_ global: GlobalOptions, worker: WorkerOptionsGroup, context: CommandContext) throws(DaybookError) {
    workplace = Workplace(global, context: context)
    configuration = try ConfigurationFile.find(option: global.config, context: context)
    theme = global.screen.theme
    hasInterface = !global.screen.noInterface
    startsWorker = !global.screen.noWorkers && !global.readOnly
    logFormat = global.screen.logFormat
    color = global.color
    isJSON = global.json
    concurrency = worker.concurrency
    shutdownGraceMilliseconds = worker.shutdownGrace
    durability = worker.durability
    coldStartMilliseconds = worker.coldStart ?? 0
    program = Printer(global, context: context).program
    self.context = context
  }

  /// The jobs file's content; nil when there is none.
  ///
  /// - Throws: `SettingsError` with everything that is wrong in it, `DaybookError` when it cannot be read.
  func loadJobsFile() throws -> JobsFile? {
    try configuration.map { try JobsFile.load($0.path, owner: workplace.owner, context: context) }
  }
}
