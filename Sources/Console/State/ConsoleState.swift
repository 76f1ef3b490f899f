package import Daybook

/// Everything the console knows and shows: a value. `update` is its only way to change, `ConsoleView` the only way to
/// see it.
package struct ConsoleState: Equatable, Sendable {
  package internal(set) var size: Size
  package internal(set) var clock: WallClock
  package internal(set) var context: ConsoleContext
  package internal(set) var snapshot: Snapshot
  package internal(set) var focus: Pane = .jobs
  /// The list that had the focus last: what the inspector is about.
  package internal(set) var inspected: Pane = .jobs
  package internal(set) var zoom: Zoom = .normal
  package internal(set) var jobs = JobList()
  package internal(set) var schedules = ScheduleList()
  package internal(set) var log = LogPane()
  package internal(set) var inspectorTop = 0
  package internal(set) var page: Page?
  package internal(set) var dialog: Dialog?
  package internal(set) var prompt: Prompt?
  package internal(set) var toast: Toast?
  package internal(set) var rates = RateHistory()
  /// What the last job asked about is to do.
  package internal(set) var payload: Payload?
  let keymap: Keymap
  var commandHistory: [String] = []
  var searchHistory: [String] = []
  /// A job to go to that may not be in the list.
  var sought: JobID?
  /// When `^C` was pressed once.
  var interruptedAt: Timestamp?

  /// A job's command or payload in words.
  package struct Payload: Equatable, Sendable {
    package var job: JobID
    /// Nil until it has been read.
    package var text: String?
  }

  /// A console that shows `snapshot`, which answers an empty `SnapshotRequest`.
  package init(
    size: Size, clock: WallClock, context: ConsoleContext, snapshot: Snapshot, keymap: Keymap = .standard
  ) {
    self.size = size
    self.clock = clock
    self.context = context
    self.keymap = keymap
    self.snapshot = snapshot
    jobs.cursor = snapshot.rows.first?.id
    schedules.cursor = snapshot.schedules.rows.first.map(ScheduleKey.init)
  }

  /// Where everything is on the screen.
  package var layout: Layout {
    Layout.solve(size: size, focus: focus, zoom: zoom, hasBanner: !context.banners.isEmpty)
  }

  /// What the screen needs to know. When it differs from the last one asked, a new snapshot is due.
  package var request: SnapshotRequest {
    let window: SnapshotRequest.Window =
      switch jobs.destination {
      case .newest: .newest
      case .oldest: .oldest
      case nil: jobs.cursor.map { .around($0) } ?? .newest
      }
    return SnapshotRequest(
      filterText: jobs.filterText,
      tab: jobs.tab,
      window: window,
      margin: max(30, 3 * size.rows),
      selected: shownJob,
      marked: jobs.marks.sorted(),
      scheduleFilter: schedules.filterText,
      scheduleWindow: schedules.window,
      schedule: shownSchedule
    )
  }

  /// The worker that this console started, while it lives.
  package var ownWorker: WorkerSummary? {
    context.ownWorker.flatMap { own in snapshot.stats.workers.first { $0.processID == own } }
  }

  /// What to print after leaving; nil when nothing stops working.
  package func farewell(after mode: QuitMode) -> String? {
    let remaining = snapshot.stats.workers.filter { mode == .background || $0.processID != context.ownWorker }
    let firing = snapshot.schedules.enabled
    guard remaining.isEmpty, firing > 0 else { return nil }
    let verb = firing == 1 ? "fires" : "fire"
    return "\(NumberText.count(firing, "schedule")) no longer \(verb); start: \(context.program) up"
  }
}
