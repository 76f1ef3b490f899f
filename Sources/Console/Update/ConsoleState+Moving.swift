/// Moving by rows and pages, in whatever has the focus.
extension ConsoleState {
  mutating func move(_ id: ActionID) {
    if page != nil {
      movePage(id)
      return
    }
    let pane = layout.shown(focus)
    let rows = max(1, layout.contentRows(pane))
    switch pane {
    case .jobs: moveJobs(id, rows: rows)
    case .schedules: moveSchedules(id, rows: rows)
    case .log: moveLog(id, rows: rows)
    default:
      let lines = DetailsText.inspected(self, columns: layout[.inspector]?.columns ?? 0).count
      inspectorTop = Self.clamp(inspectorTop, by: Self.distance(id, rows: rows), max: lines - rows)
    }
  }

  /// The rows an action moves by; the ends are further than any list is long.
  private static func distance(_ id: ActionID, rows: Int) -> Int {
    switch id {
    case .moveDown: 1
    case .moveUp: -1
    case .halfPageDown: max(1, rows / 2)
    case .halfPageUp: -max(1, rows / 2)
    case .pageDown: max(1, rows - 1)
    case .pageUp: -max(1, rows - 1)
    case .moveFirst: -1_000_000_000
    case .moveLast: 1_000_000_000
    default: 0
    }
  }

  private static func clamp(_ position: Int, by distance: Int, max limit: Int) -> Int {
    min(max(0, position + distance), Swift.max(0, limit))
  }

  private mutating func moveJobs(_ id: ActionID, rows: Int) {
    if id == .moveFirst, snapshot.hasNewer {
      jobs.go(to: .newest)
    } else if id == .moveLast, snapshot.hasOlder {
      jobs.go(to: .oldest)
    } else {
      jobs.move(by: Self.distance(id, rows: rows), in: snapshot.rows)
    }
  }

  private mutating func moveSchedules(_ id: ActionID, rows: Int) {
    if id == .moveFirst, snapshot.schedules.hasEarlier {
      schedules.go(to: .first)
    } else if id == .moveLast, snapshot.schedules.hasLater {
      schedules.go(to: .last)
    } else {
      schedules.move(by: Self.distance(id, rows: rows), in: snapshot.schedules.rows)
    }
  }

  private mutating func moveLog(_ id: ActionID, rows: Int) {
    switch id {
    case .moveFirst: log.goToStart()
    case .moveLast: log.follow()
    default: log.scroll(by: Self.distance(id, rows: rows), rows: rows)
    }
  }

  private mutating func movePage(_ id: ActionID) {
    guard var page else { return }
    let rows = max(1, layout.body.rows - 1)
    let distance = Self.distance(id, rows: rows)
    if case .help(var help) = page.subject {
      help.cursor = Self.clamp(help.cursor, by: distance, max: help.actions.count - 1)
      page.subject = .help(help)
    } else {
      let lines = DetailsText.page(self, columns: layout.body.columns).count
      page.top = Self.clamp(page.top, by: distance, max: lines - rows)
    }
    self.page = page
  }
}
