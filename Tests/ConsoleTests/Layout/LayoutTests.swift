import Console
import Testing

@Suite struct Layouts {
  @Test(arguments: [
    (1, 1, LayoutClass.line), (19, 40, .line), (200, 4, .line), (20, 5, .small), (59, 24, .small), (80, 15, .small),
    (60, 16, .normal), (80, 24, .normal), (109, 40, .normal), (110, 31, .normal), (110, 32, .wide), (120, 40, .wide),
    (169, 60, .wide), (170, 47, .wide), (170, 48, .large), (200, 60, .large), (60, 36, .portrait), (60, 80, .portrait),
    (80, 48, .portrait), (100, 45, .normal),
  ])
  func `have the class of their size`(columns: Int, rows: Int, expected: LayoutClass) {
    #expect(LayoutClass(Size(columns: columns, rows: rows)) == expected)
  }

  @Test func `never overlap, never leave the screen and always show the focus`() {
    for columns in stride(from: 0, through: 250, by: 3) {
      for rows in 0...80 {
        for focus in Pane.allCases {
          for zoom in Zoom.allCases { check(Size(columns: columns, rows: rows), focus, zoom, hasBanner: rows % 2 == 0) }
        }
      }
    }
  }

  private func check(_ size: Size, _ focus: Pane, _ zoom: Zoom, hasBanner: Bool) {
    let layout = Layout.solve(size: size, focus: focus, zoom: zoom, hasBanner: hasBanner)
    let rects = Array(layout.panes.values)
    let isInside = rects.allSatisfy {
      $0.column >= 0 && $0.row >= 0 && $0.endColumn <= size.columns && $0.endRow <= size.rows
    }
    let overlaps = rects.indices.contains { index in
      rects[..<index].contains { !$0.intersection(rects[index]).isEmpty }
    }
    let shown = layout.layoutClass == .line ? layout[.status] : layout[layout.shown(focus)]
    let isFocusShown = size.columns == 0 || size.rows == 0 || shown.map { !$0.isEmpty } == true
    if !isInside || overlaps || !isFocusShown {
      Issue.record("\(size) \(focus) \(zoom): inside \(isInside), overlaps \(overlaps), focus \(isFocusShown)")
    }
  }

  @Test func `put the schedules beside the jobs only where there is room`() {
    let normal = Layout.solve(size: Size(columns: 80, rows: 24), focus: .schedules)
    #expect(normal[.jobs] == nil && normal[.schedules] != nil)
    let wide = Layout.solve(size: Size(columns: 120, rows: 40), focus: .schedules)
    #expect(wide[.jobs] != nil && wide[.schedules] != nil && wide[.inspector] == nil)
    #expect(Layout.solve(size: Size(columns: 200, rows: 60), focus: .jobs)[.inspector] != nil)
  }

  @Test func `give the log the full width`() {
    for size in [(80, 24), (120, 40), (200, 60), (60, 80)].map({ Size(columns: $0.0, rows: $0.1) }) {
      #expect(Layout.solve(size: size, focus: .jobs)[.log]?.columns == size.columns)
    }
  }

  @Test(arguments: [Pane.jobs, .schedules, .log, .inspector])
  func `give the focused pane more room with each zoom`(pane: Pane) {
    for size in [(80, 24), (120, 40), (200, 60), (60, 80)].map({ Size(columns: $0.0, rows: $0.1) }) {
      let areas = Zoom.allCases.map { zoom -> Int in
        let layout = Layout.solve(size: size, focus: pane, zoom: zoom)
        let rect = layout[layout.shown(pane)]
        return (rect?.columns ?? 0) * (rect?.rows ?? 0)
      }
      #expect(areas == areas.sorted() && areas[0] < areas[2], "\(size): \(areas)")
    }
  }

  @Test func `leave a line for a warning`() {
    let layout = Layout.solve(size: Size(columns: 80, rows: 24), focus: .jobs, hasBanner: true)
    #expect(layout[.banner] == Rect(column: 0, row: 2, columns: 80, rows: 1))
    #expect(Layout.solve(size: Size(columns: 80, rows: 24), focus: .jobs)[.banner] == nil)
  }
}
