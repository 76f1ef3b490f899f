/// Where every pane goes: a pure function of the size, the focus and the zoom.
///
/// Panes never overlap and never leave the screen. The focused pane always has a place. Lists and the log include their
/// title row. The log has the full width: scrolling a pane beside a static one repaints both.
package struct Layout: Equatable, Sendable {
  package let layoutClass: LayoutClass
  package private(set) var panes: [Pane: Rect] = [:]
  /// What a page covers: everything between the header and the messages.
  package private(set) var body = Rect(column: 0, row: 0, columns: 0, rows: 0)

  /// Where a pane is, nil when this layout does not show it.
  package subscript(pane: Pane) -> Rect? { panes[pane] }

  /// Whether the schedules share the jobs' place, so that only one of the two shows.
  package var schedulesAreATab: Bool { layoutClass == .normal || layoutClass == .portrait }

  /// The layout for a screen.
  ///
  /// - Parameter hasBanner: whether a warning needs a line below the header.
  package static func solve(size: Size, focus: Pane, zoom: Zoom = .normal, hasBanner: Bool = false) -> Layout {
    var layout = Layout(layoutClass: LayoutClass(size))
    let screen = Rect(size)
    if screen.isEmpty { return layout }
    switch layout.layoutClass {
    case .line: layout.panes[.status] = Rect(column: 0, row: 0, columns: size.columns, rows: 1)
    case .small: layout.placeSmall(screen, focus: focus)
    case .normal, .wide, .large, .portrait:
      layout.body = layout.placeFrame(screen, hasBanner: hasBanner)
      layout.placeBody(layout.body, focus: layout.shown(focus), zoom: zoom)
    }
    return layout
  }

  /// The pane that gets the room when `focus` has it; the inspector only exists on large and portrait screens.
  package func shown(_ focus: Pane) -> Pane {
    let hasInspector = layoutClass == .large || layoutClass == .portrait
    switch focus {
    case .jobs, .schedules, .log: return focus
    case .inspector: return hasInspector ? .inspector : .jobs
    case .header, .banner, .toast, .hints, .status: return .jobs
    }
  }

  private mutating func placeSmall(_ screen: Rect, focus: Pane) {
    let (above, status) = screen.splitBottom(rows: 1)
    body = above
    panes[shown(focus)] = above
    panes[.status] = status
  }

  /// Whether a list has room for a line of column heads below its title.
  package func hasColumnHeads(_ pane: Pane) -> Bool { (panes[pane]?.rows ?? 0) >= 7 }

  /// The rows of a list or the log that show data.
  package func contentRows(_ pane: Pane) -> Int {
    guard let rect = panes[pane] else { return 0 }
    let heads = (pane == .jobs || pane == .schedules) && hasColumnHeads(pane) ? 1 : 0
    return max(0, rect.rows - 1 - heads - (pane == .schedules ? glanceRows : 0))
  }

  /// The rows below the list of schedules that tell about the selected one; none where the inspector does that.
  package var glanceRows: Int {
    guard let rect = panes[.schedules], panes[.inspector] == nil, rect.columns >= 28 else { return 0 }
    return switch rect.rows {
    case ..<10: 0
    case ..<16: 4
    default: min(9, rect.rows * 2 / 5)
    }
  }

  /// Places what surrounds the body and returns the body.
  private mutating func placeFrame(_ screen: Rect, hasBanner: Bool) -> Rect {
    let (header, below) = screen.splitTop(rows: 2)
    let (banner, inside) = below.splitTop(rows: hasBanner ? 1 : 0)
    let (rest, hints) = inside.splitBottom(rows: 1)
    let (body, toast) = rest.splitBottom(rows: 1)
    panes[.header] = header
    if hasBanner { panes[.banner] = banner }
    panes[.toast] = toast
    panes[.hints] = hints
    return body
  }

  private mutating func placeBody(_ body: Rect, focus: Pane, zoom: Zoom) {
    if zoom == .full {
      panes[focus] = body
      return
    }
    let (upper, log) = body.splitBottom(rows: logRows(body, focus: focus, zoom: zoom))
    panes[.log] = log
    switch layoutClass {
    case .wide: placeLists(upper, focus: focus, zoom: zoom)
    case .large:
      let inspector = zoom == .half && focus == .inspector ? upper.columns / 2 : min(64, upper.columns * 3 / 10)
      let (lists, right) = upper.splitRight(columns: inspector)
      panes[.inspector] = right
      placeLists(lists, focus: focus, zoom: zoom)
    case .portrait:
      let share = zoom == .half && focus == .inspector ? upper.rows * 2 / 3 : min(18, upper.rows * 2 / 5)
      let (lists, inspector) = upper.splitBottom(rows: share)
      panes[.inspector] = inspector
      panes[focus == .schedules ? .schedules : .jobs] = lists
    default: panes[focus == .schedules ? .schedules : .jobs] = upper
    }
  }

  /// Schedules left, jobs right, one column between them for the rule.
  private mutating func placeLists(_ area: Rect, focus: Pane, zoom: Zoom) {
    let isSchedulesHalf = zoom == .half && focus == .schedules
    let share = isSchedulesHalf ? area.columns * 3 / 5 : min(42, max(32, area.columns / 4))
    let (left, right) = area.splitLeft(columns: share)
    panes[.schedules] = left
    panes[.jobs] = right.splitLeft(columns: 1).1
  }

  private func logRows(_ body: Rect, focus: Pane, zoom: Zoom) -> Int {
    if zoom == .half { return focus == .log ? body.rows * 7 / 10 : max(4, body.rows / 4) }
    return layoutClass == .portrait ? body.rows / 3 : body.rows * 2 / 5
  }
}

extension Rect {
  /// The top rows and the rest.
  package func splitTop(rows: Int) -> (Rect, Rect) {
    let share = min(max(0, rows), self.rows)
    return (
      Rect(column: column, row: row, columns: columns, rows: share),
      Rect(column: column, row: row + share, columns: columns, rows: self.rows - share)
    )
  }

  /// The rest and the bottom rows.
  package func splitBottom(rows: Int) -> (Rect, Rect) {
    let share = min(max(0, rows), self.rows)
    return splitTop(rows: self.rows - share)
  }

  /// The left columns and the rest.
  package func splitLeft(columns: Int) -> (Rect, Rect) {
    let share = min(max(0, columns), self.columns)
    return (
      Rect(column: column, row: row, columns: share, rows: rows),
      Rect(column: column + share, row: row, columns: self.columns - share, rows: rows)
    )
  }

  /// The rest and the right columns, one column between them left for a rule.
  package func splitRight(columns: Int) -> (Rect, Rect) {
    let share = min(max(0, columns), self.columns)
    let (rest, right) = splitLeft(columns: self.columns - share)
    return (rest.splitLeft(columns: max(0, rest.columns - 1)).0, right)
  }
}
