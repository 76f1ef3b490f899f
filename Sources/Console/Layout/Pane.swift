/// A part of the screen with a place of its own.
package enum Pane: Int, CaseIterable, Hashable, Sendable {
  case jobs = 1
  case schedules = 2
  case log = 3
  case inspector = 4
  /// Counts and rates: two lines.
  case header
  /// Warnings that stay: one line.
  case banner
  /// Outcomes: one line.
  case toast
  /// Keys, or the prompt: one line.
  case hints
  /// All of the above in one line, on small screens.
  case status

  /// The panes that can have the focus, in the order of their digits.
  package static let focusable: [Pane] = [.jobs, .schedules, .log, .inspector]

  /// The pane's name in titles and help.
  package var title: String {
    switch self {
    case .jobs: "Jobs"
    case .schedules: "Schedules"
    case .log: "Log"
    case .inspector: "Inspector"
    case .header: "header"
    case .banner: "banner"
    case .toast: "messages"
    case .hints: "hints"
    case .status: "status"
    }
  }
}

/// How much room the focused pane takes from the others.
package enum Zoom: Int, CaseIterable, Hashable, Sendable {
  case normal, half, full
}

/// The sort of screen a size allows.
package enum LayoutClass: String, CaseIterable, Hashable, Sendable {
  case line, small, normal, wide, large, portrait

  package init(_ size: Size) {
    self =
      switch (size.columns, size.rows) {
      case (..<20, _), (_, ..<5): .line
      case (..<60, _), (_, ..<16): .small
      case (170..., 48...): .large
      case (110..., 32...): .wide
      case (..<110, 36...) where size.rows * 10 >= size.columns * 6: .portrait
      default: .normal
      }
  }
}
