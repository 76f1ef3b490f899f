import Synchronization

/// The log in a directory, shared by every process that opens it.
///
/// Opening it for writing brings its end in order, and refuses a damaged one; what it contains is delivered by `catchUp`.
/// The format is described in Frame.swift, SegmentHeader.swift, SegmentFooter.swift, SnapshotHeader.swift and
/// LockFile.swift.
package final class DirectoryJournal: JournalStore {
  /// What changes as the log is followed and appended to, by one thread at a time.
  struct State: Sendable {
    var follower: LogFollower
    var writer: SegmentWriter
    var lock: LockFile
    var frame = FrameBuffer()
    /// Whether something that is not a valid frame stands at the end, at least for now.
    var hasRemains = false
    /// The open file whose syncs can be believed (TailRecovery+Rewriting.swift).
    var trusted: OpenFile?
    /// When the first append was made that a weaker durability still has to sync, on the monotonic clock.
    var unsyncedSince: UInt64?
    /// The segment of which only the end was read, because the journal was opened there.
    var segmentEnteredAtEnd: UInt64?
    /// The log reaches at least this record: it may not end before.
    var promised: UInt64
    /// Whether what comes next was compacted away, so that nothing can be delivered before `restore`.
    var isBehind: Bool
    /// The segment in which it was last looked for a newer snapshot.
    var segmentNoted: UInt64 = 0
    var recoveries: [RecoveryReport] = []
    /// What people should hear of, oldest first.
    var notices: [String] = []
    /// Snapshots that were passed over because an older one, or the whole log, was still there.
    var damagedSnapshots: [JournalError] = []
  }

  /// The directory as it was given.
  package let path: String
  /// The journal's random id; 16 bytes.
  package let journalIdentifier: [UInt8]

  let directory: JournalDirectory
  let mode: JournalMode
  let options: JournalOptions
  let process: ProcessIdentity
  let bootTag: UInt32
  let catalog: SegmentCatalog
  let openSegments: OpenSegments
  /// The snapshot read or found last.
  let snapshot = Mutex<Snapshot?>(nil)
  let watch: any ChangeWatch
  /// The number of the last segment when the journal was opened: none before it may lack its footer.
  let lastSegmentAtOpen: UInt64
  let state: Mutex<State>
  /// Where the last `read` stopped.
  let lastRead = Mutex<LogCursor?>(nil)
  /// The last record delivered or appended; read while `state` is in use.
  let delivered = Atomic<UInt64>(0)
  /// Every record up to this one is known to be on disk.
  let synced: Atomic<UInt64>
  /// Whether the disk was full but for the reserve when the append lock was taken last.
  let isShort = Atomic<Bool>(false)
  /// What the records may mean, as this store or the lock file has heard last.
  let highestRecordVersion = Atomic<UInt32>(0)
  /// What the lock file said of failures when the journal was opened: news since then concern what was read.
  let markAtOpening: PoisonMark?
  /// The write or sync of this opener that failed.
  let ownFailure = Mutex<PoisonMark?>(nil)

  /// - Parameter end: follows the log from there instead of from its first record.
  init(_ opening: JournalOpening, at end: LogCursor? = nil) throws(JournalError) {
    path = opening.directory.path
    journalIdentifier = opening.firstSegment.header.journalIdentifier
    directory = opening.directory
    mode = opening.mode
    options = opening.options
    process = opening.process
    bootTag = opening.process.bootTag
    lastSegmentAtOpen = opening.lastSegment
    markAtOpening = opening.mark
    catalog = SegmentCatalog()
    openSegments = OpenSegments(directory)
    watch = try JournalDirectory.call(path) { () throws(SystemCallError) in
      try opening.directory.fileSystem.watch(opening.directory.segments.descriptor)
    }
    let access: FileAccess = opening.mode == .readWrite ? .readWrite : .read
    let cursor = end ?? LogCursor(at: opening.firstSegment, in: opening.directory, access)
    state = Mutex(
      State(
        follower: LogFollower(at: cursor, catalog: catalog),
        writer: opening.writer,
        lock: opening.lock,
        trusted: opening.end?.segment.file,
        segmentEnteredAtEnd: end.flatMap { $0.offset > UInt64(SegmentHeader.size) ? $0.segment.number : nil },
        promised: opening.promised,
        isBehind: end == nil && opening.firstSegment.number > 1,
        recoveries: opening.report.map { [$0] } ?? [],
        notices: opening.notices
      )
    )
    synced = Atomic(opening.syncedThrough)
  }

  /// Opens a journal; for writing, makes it where there is none.
  package static func open(
    _ path: String,
    mode: JournalMode,
    options: JournalOptions = JournalOptions(),
    fileSystem: any FileSystem = SystemFileSystem()
  ) throws(JournalError) -> DirectoryJournal {
    try DirectoryJournal(JournalOpening(path, mode: mode, options: options, fileSystem: fileSystem))
  }

  package var isShortOfSpace: Bool { isShort.load(ordering: .acquiring) }

  package var position: UInt64 { delivered.load(ordering: .acquiring) }

  /// The version of what the records may mean, as far as that is known without reading them: whoever does not know it has to
  /// read before it appends. Asked inside `decide`.
  package var recordVersion: UInt32 { highestRecordVersion.load(ordering: .acquiring) }

  package func noteRecordVersion(_ version: UInt32) {
    highestRecordVersion.max(version, ordering: .acquiringAndReleasing)
  }

  package var lastKnown: UInt64 { max(position, state.withLock { $0.promised }) }

  /// What this store dropped behind the last frame, when it was opened and since.
  package var recoveries: [RecoveryReport] { state.withLock { $0.recoveries } }

  /// What was dropped, mended, passed over or ended to go on, when the journal was opened and since: a sentence each.
  package var notices: [String] {
    state.withLock { state in
      let snapshots = state.damagedSnapshots.map {
        "passed over a snapshot, because what it stands for is still there: \($0)"
      }
      return state.recoveries.map { "recovered: \($0)" } + snapshots + state.notices
    }
  }

  /// Snapshots that are damaged and were passed over, because an older one or the whole log is still there.
  package var damagedSnapshots: [JournalError] { state.withLock { $0.damagedSnapshots } }

  /// The segment followed last; a higher number means that another one has been sealed.
  package var lastSegment: UInt64 { state.withLock { $0.follower.cursor.segment.number } }

  /// The failed write or sync that keeps everybody from appending; nil when there was none, or it was made good.
  package func poison() throws(JournalError) -> PoisonMark? {
    let lock = state.withLock { $0.lock }
    return try lock.read().poisonToday
  }
}
