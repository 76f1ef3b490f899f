import Cron
package import Daybook
package import Journal
package import Settings

/// A jobs file (`daybook.toml`) that is right: what it declares, and how workers are to run it.
package struct JobsFile: Sendable {
  /// What it declares, tagged with the file's absolute path.
  package let declarations: Declarations
  /// Attempts that one worker runs at once; nil is the library's default.
  package let concurrency: Int?
  /// What compacting leaves of the journal for looking back.
  package let keep: JournalKeep
  /// When a change of the workers that apply it counts as accepted; nil is the library's default.
  package let durability: Durability?
  /// How long a worker may live without responding until its jobs are taken back; nil is the library's default.
  package let workerTimeoutMilliseconds: Int64?
  /// How long the leader may live without responding until it is replaced; nil is the library's default.
  package let leaderTimeoutMilliseconds: Int64?

  /// Reads a file from disk.
  ///
  /// - Parameters:
  ///   - path: as the person wrote it; messages repeat it.
  ///   - owner: who its schedules belong to.
  /// - Throws: `SettingsError` with everything that is wrong in it, `DaybookError` when it cannot be read.
  package static func load(_ path: String, owner: String, context: CommandContext) throws -> JobsFile {
    let absolute = context.absolutePath(path)
    let bytes = try FileText.read(absolute, shownAs: path, limit: SettingsDocument.sizeLimit + 1)
    return try JobsFile(bytes: bytes, file: path, source: absolute, owner: owner, now: context.time.now())
  }

  /// Reads the bytes of a file.
  ///
  /// - Parameters:
  ///   - file: the name that problems carry.
  ///   - source: the file's absolute path.
  ///   - hostZone: the zone of schedules that name none; nil asks the host.
  ///   - now: the anchor of intervals.
  /// - Throws: `SettingsError` with everything that is wrong.
  package init(
    bytes: [UInt8], file: String, source: String, owner: String, hostZone: String? = nil,
    now: Timestamp
  ) throws(SettingsError) {
    let document = try SettingsDocument(bytes: bytes, file: file)
    let root = document.root
    LaterKeys.refuse(LaterKeys.topLevel, in: root)
    let settings = root.table("scheduler").map { SchedulerSection($0) }
    let place = DeclarationPlace(
      source: source, owner: owner, timeZone: settings?.timeZone,
      hostZone: hostZone ?? TimeZoneRules.hostName(), now: now)
    let queues = root.tables("queues").map { QueueSection($0).definition(in: place) }
    let types = root.tables("jobs").map { JobSection($0).definition(in: place) }
    let schedules = root.tables("schedules").compactMap { ScheduleSection($0).declaration(in: place, types: types) }
    declarations = Declarations(source: source, types: types, queues: queues, schedules: schedules)
    concurrency = settings?.concurrency
    let journal = root.table("journal").map { JournalSection($0) }
    keep = journal?.keep ?? .nothing
    durability = journal?.durability
    workerTimeoutMilliseconds = settings?.workerTimeoutMilliseconds
    leaderTimeoutMilliseconds = settings?.leaderTimeoutMilliseconds
    try document.finish()
  }
}

/// Where declarations are made: what every section of one file shares.
struct DeclarationPlace {
  /// The file's absolute path.
  let source: String
  let owner: String
  /// The zone that `[scheduler]` names.
  let timeZone: String?
  let hostZone: String
  /// The anchor of intervals.
  let now: Timestamp

  /// A path of the file as an absolute one, seen from the file's directory.
  func absolute(_ path: String) -> String {
    PathText.normalized(path.hasPrefix("/") ? path : "\(PathText.directory(of: source))/\(path)")
  }
}
