package import Daybook

/// What the operator points at.
extension ConsoleState {
  /// Where keys look for their action.
  package var scope: Action.Scope {
    switch page?.subject {
    case .job: return .jobs
    case .schedule: return .schedules
    case .help: return .everywhere
    case nil: break
    }
    switch layout.shown(focus) {
    case .schedules: return .schedules
    case .log: return .log
    case .inspector: return inspected == .schedules ? .schedules : .jobs
    default: return .jobs
    }
  }

  /// The job under the cursor, or the one a page is about.
  package var shownJob: JobID? {
    if case .job(let id) = page?.subject { return id }
    return jobs.cursor
  }

  /// What is known of the shown job.
  package var shownSummary: JobSummary? {
    guard let id = shownJob else { return nil }
    return snapshot.rows.first { $0.id == id } ?? shownDetail?.job
  }

  /// Everything known of the shown job, once a snapshot has brought it.
  package var shownDetail: JobDetail? {
    snapshot.selected.flatMap { $0.job.id == shownJob ? $0 : nil }
  }

  /// The jobs that an action is about: the page's, else the marked ones, else the one under the cursor.
  package var targets: [JobSummary] {
    if case .job = page?.subject { return shownSummary.map { [$0] } ?? [] }
    if !jobs.marks.isEmpty { return snapshot.marked.filter { jobs.marks.contains($0.id) } }
    return shownSummary.map { [$0] } ?? []
  }

  /// The schedule under the cursor, or the one a page is about.
  private var scheduleKey: ScheduleKey? {
    if case .schedule(let key) = page?.subject { key } else { schedules.cursor }
  }

  /// The schedule whose details are on the screen.
  var shownSchedule: ScheduleKey? {
    if case .schedule(let key) = page?.subject { return key }
    return layout[.schedules] != nil || isScheduleInspected ? schedules.cursor : nil
  }

  /// Whether the inspector is about a schedule; otherwise it is about a job.
  var isScheduleInspected: Bool { layout[.inspector] != nil && inspected == .schedules }

  /// Everything known of the shown schedule, once a snapshot has brought it.
  package var scheduleDetail: ScheduleDetail? {
    snapshot.schedule.flatMap { ScheduleKey($0.schedule) == scheduleKey ? $0 : nil }
  }

  /// The schedule that an action is about.
  package var selectedSchedule: ScheduleSummary? {
    guard let key = scheduleKey else { return nil }
    return scheduleDetail?.schedule ?? snapshot.schedules.rows.first { ScheduleKey($0) == key }
  }

  /// Whether the marks include jobs that the list does not show.
  var hasHiddenMarks: Bool {
    let shown = Set(snapshot.rows.map(\.id))
    return !jobs.marks.isSubset(of: shown)
  }

  /// The attempt whose output belongs on the screen.
  var wantedLog: LogTarget? {
    guard let job = shownSummary, let token = job.token, job.attempt > 0 else { return nil }
    return LogTarget(job: job.id, attempt: job.attempt, token: token)
  }

  /// The command line that does the same to the same jobs.
  func commandLine(_ verb: String) -> String? {
    let ids = targets.prefix(10).map { String($0.id.rawValue) }
    return ids.isEmpty ? nil : "daybook \(verb) \(ids.joined(separator: " "))"
  }

  func scheduleCommandLine(_ verb: String) -> String? {
    selectedSchedule.map { "daybook schedule \(verb) \($0.name)" }
  }
}

extension JobSummary {
  /// Whether an operator may retry it.
  var isRetriable: Bool { state.isTerminal }

  /// What to call it beside its id: the type, or the label of an ad-hoc command.
  package var title: String {
    type == Limits.commandType ? label ?? type : type
  }

  /// `#4821 backup`.
  package var name: String { "\(id) \(SafeText.line(title))" }
}
