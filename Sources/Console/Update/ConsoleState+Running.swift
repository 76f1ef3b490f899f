import Daybook

/// What each action does. The registry says when; this says how.
extension ConsoleState {
  mutating func run(_ id: ActionID) -> [Effect] {
    switch id {
    case .moveDown, .moveUp, .moveFirst, .moveLast, .halfPageDown, .halfPageUp, .pageDown, .pageUp: move(id)
    case .scrollLeft: log.offset = max(0, log.offset - 8)
    case .scrollRight: log.offset = min(LogBuffer.lineBytes, log.offset + 8)
    case .nextPane: cycleFocus(1)
    case .previousPane: cycleFocus(-1)
    case .jobsPane: focus(on: .jobs)
    case .schedulesPane: focus(on: .schedules)
    case .logPane: focus(on: .log)
    case .inspectorPane: focus(on: .inspector)
    case .zoomIn: zoom = Zoom(rawValue: zoom.rawValue + 1) ?? .full
    case .zoomOut: zoom = Zoom(rawValue: zoom.rawValue - 1) ?? .normal
    case .nextState: cycleTab(1)
    case .previousState: cycleTab(-1)
    case .filter: openFilter()
    case .filterSchedules: openScheduleFilter()
    case .search: prompt = Prompt(.search(previous: log.search), history: searchHistory)
    case .searchNext: findInLog(forward: true)
    case .searchPrevious: findInLog(forward: false)
    case .palette: prompt = Prompt(.command, history: commandHistory)
    case .newestFailure: showNewestFailure()
    case .mark: toggleMark()
    case .unmark: jobs.marks = []
    case .details: openDetails()
    case .log: showLog()
    case .follow: log.toggleFollowing(rows: layout.contentRows(.log))
    case .wrap: log.isWrapping.toggle()
    case .help: page = Page(.help(HelpPage()))
    case .back: leaveLayer()
    case .retry, .cancel, .pause, .startWorker: return act(id)
    case .trigger, .toggleSchedule, .resetSchedule, .deleteSchedule: return actOnSchedule(id)
    case .copy: return copy()
    case .redraw: return [.redraw]
    case .suspend: return [.suspend]
    case .quit: return quit()
    case .interrupt: return interrupt()
    }
    return []
  }

  /// Goes to a job wherever it is; a snapshot will tell whether it exists.
  mutating func seek(_ id: JobID) {
    sought = id
    page = nil
    jobs.go(to: id)
    if focus != .log { focus = .jobs }
  }

  private mutating func focus(on pane: Pane) {
    page = nil
    focus = pane
  }

  private mutating func cycleFocus(_ step: Int) {
    page = nil
    let hasInspector = layout.shown(.inspector) == .inspector
    let panes = Pane.focusable.filter { $0 != .inspector || hasInspector }
    let index = panes.firstIndex(of: layout.shown(focus)) ?? 0
    focus = panes[(index + step + panes.count) % panes.count]
  }

  private mutating func cycleTab(_ step: Int) {
    page = nil
    let index = JobList.tabs.firstIndex(of: jobs.tab) ?? 0
    jobs.tab = JobList.tabs[(index + step + JobList.tabs.count) % JobList.tabs.count]
    jobs.fall = nil
  }

  private mutating func openFilter() {
    page = nil
    prompt = Prompt(
      .filter(previous: jobs.filterText, cursor: jobs.cursor), text: jobs.filterText, history: jobs.filterHistory)
  }

  private mutating func openScheduleFilter() {
    page = nil
    focus = .schedules
    prompt = Prompt(
      .scheduleFilter(previous: schedules.filterText, cursor: schedules.cursor), text: schedules.filterText,
      history: schedules.filterHistory)
  }

  mutating func findInLog(forward: Bool) {
    if !log.findNext(forward: forward, rows: layout.contentRows(.log)) {
      say(.warning, "no \(forward ? "further" : "earlier") line contains \"\(log.search)\"")
    }
  }

  private mutating func showNewestFailure() {
    guard let failure = snapshot.newestFailure else { return }
    seek(failure.id)
    if !snapshot.rows.contains(where: { $0.id == failure.id }) {
      jobs.filterText = ""
      jobs.tab = nil
    }
    focus = .log
    log.follow()
  }

  private mutating func toggleMark() {
    guard let cursor = jobs.cursor else { return }
    if jobs.marks.remove(cursor) == nil { jobs.marks.insert(cursor) }
    jobs.move(by: 1, in: snapshot.rows)
  }

  private mutating func openDetails() {
    if case .schedule = page?.subject, let schedule = selectedSchedule {
      // Once more: from the schedule to all of its jobs.
      page = nil
      focus = .jobs
      jobs.tab = nil
      jobs.filterText = "schedule:\(schedule.name)"
    } else if scope == .schedules, let schedule = selectedSchedule {
      page = Page(.schedule(ScheduleKey(schedule)))
    } else if let job = shownJob {
      page = Page(.job(job))
    }
  }

  private mutating func showLog() {
    if scope == .schedules, let job = selectedSchedule?.lastJob { seek(job) }
    if case .job(let job) = page?.subject { seek(job) }
    page = nil
    focus = .log
  }

  /// Prompt and dialog take Escape themselves.
  private mutating func leaveLayer() {
    if page != nil {
      page = nil
    } else if scope == .schedules, !schedules.filterText.isEmpty {
      schedules.filterText = ""
    } else if !jobs.filterText.isEmpty {
      jobs.filterText = ""
    } else if !jobs.marks.isEmpty {
      jobs.marks = []
    } else if zoom != .normal {
      zoom = .normal
    } else if jobs.tab != nil {
      jobs.tab = nil
    } else if focus != .jobs {
      focus = .jobs
    } else {
      say(.information, "nothing to leave; q quits")
    }
  }
}
