import Daybook

extension ConsoleState {
  /// Takes in one event and says what the session has to do about it.
  ///
  /// Pure: the same state and event give the same result.
  package mutating func update(_ event: ConsoleEvent) -> [Effect] {
    var effects: [Effect] = []
    switch event {
    case .terminal(let event): effects = update(terminal: event)
    case .tick(let clock): tick(clock)
    case .snapshot(let snapshot): take(snapshot)
    case .context(let context): self.context = context
    case .output(let token, let bytes):
      if token == log.target?.token {
        log.problem = nil
        log.append(bytes)
      }
    case .outputUnavailable(let token, let reason):
      if token == log.target?.token { log.problem = reason }
    case .payload(let job, let text):
      if payload?.job == job { payload?.text = text }
    case .outcome(let outcome): take(outcome)
    case .notice(let kind, let text): say(kind, text)
    }
    return effects + reconcile()
  }

  /// Shows a message in the row for messages.
  mutating func say(_ kind: Toast.Kind, _ text: String) {
    toast = Toast(kind, text, at: clock.now)
  }

  private mutating func update(terminal event: TerminalEvent) -> [Effect] {
    switch event {
    case .key(let key): return press(key)
    case .paste(let text):
      guard prompt != nil else {
        say(.information, "pasting works in prompts: / filters, : takes commands")
        return []
      }
      prompt?.editor.insert(text)
      promptChanged()
      return []
    case .resize(let size):
      self.size = size
      return []
    case .resumed: return [.redraw]
    case .hangup: return [.quit(.leave)]
    case .interrupt: return press(.control("c"))
    }
  }

  private mutating func tick(_ clock: WallClock) {
    let isNewSecond = clock.now.seconds != self.clock.now.seconds
    self.clock = clock
    if let toast, toast.until <= clock.now { self.toast = nil }
    guard isNewSecond else { return }
    rates.record(snapshot.stats)
    log.countSecond()
  }

  private mutating func take(_ new: Snapshot) {
    let isSameList = new.request.asksForSameList(as: snapshot.request)
    let areSameSchedules = new.request.scheduleFilter == snapshot.request.scheduleFilter
    snapshot = new
    if isAnswered, let sought { arrive(at: sought) }
    jobs.settle(new, isAnswer: isAnswered, isSameList: isSameList, now: clock.now)
    schedules.settle(
      new.schedules, isAnswer: areSchedulesAnswered, isSameList: areSameSchedules, now: clock.now)
    if new.request.marked == request.marked { jobs.marks.formIntersection(new.marked.map(\.id)) }
  }

  /// Whether the snapshot shows the list and the place in it that the console is at now.
  private var isAnswered: Bool {
    snapshot.request.asksForSameList(as: request) && snapshot.request.window == request.window
  }

  private var areSchedulesAnswered: Bool {
    snapshot.request.scheduleFilter == request.scheduleFilter
      && snapshot.request.scheduleWindow == request.scheduleWindow
  }

  /// The snapshot around a job that was asked for by id is here.
  private mutating func arrive(at id: JobID) {
    sought = nil
    if snapshot.rows.contains(where: { $0.id == id }) { return }
    if snapshot.selected?.job.id == id {
      // It exists, only the filter hides it.
      jobs.filterText = ""
      jobs.tab = nil
    } else {
      say(.error, "there is no job \(id); this is the nearest one")
    }
  }

  private mutating func take(_ outcome: OperationOutcome) {
    let (kind, text) = OutcomeText.message(outcome)
    say(kind, text)
    if case .retry = outcome.operation { unmark(outcome.done) }
    if case .cancel = outcome.operation { unmark(outcome.done) }
    if case .deleteSchedule(let key) = outcome.operation, outcome.skipped.isEmpty, page?.subject == .schedule(key) {
      page = nil
    }
  }

  /// Marks go as each job is done, so that the next key cannot hit them again.
  private mutating func unmark(_ names: [String]) {
    jobs.marks = jobs.marks.filter { !names.contains($0.description) }
  }

  /// Brings what depends on the rest of the state up to date, after every event.
  private mutating func reconcile() -> [Effect] {
    var effects: [Effect] = []
    let layout = layout
    inspect(layout)
    // A list that is not on the screen keeps its place.
    if layout[.jobs] != nil { jobs.holdView(in: snapshot, height: layout.contentRows(.jobs)) }
    if layout[.schedules] != nil {
      schedules.holdView(in: snapshot.schedules, height: layout.contentRows(.schedules))
    }
    if wantedLog != log.target, shownJob == nil || shownSummary != nil {
      log.show(wantedLog)
      effects.append(.follow(wantedLog))
    }
    let isJobInspected = layout[.inspector] != nil && !isScheduleInspected
    let isDetailShown = isJobInspected || page.map { $0.subject == shownJob.map(Page.Subject.job) } == true
    if isDetailShown, let id = shownJob, payload?.job != id {
      payload = Payload(job: id)
      effects.append(.loadPayload(id))
    }
    return effects
  }

  /// The inspector is about the list that has the focus, and about the log's job. Its own focus changes nothing where
  /// both lists stay on the screen.
  private mutating func inspect(_ layout: Layout) {
    let pane = layout.shown(focus)
    if pane == .inspector, !layout.schedulesAreATab { return }
    let list: Pane = pane == .schedules ? .schedules : .jobs
    if inspected != list { inspectorTop = 0 }
    inspected = list
  }
}
