import Console
import CursesTerminal
import Daybook

/// The screen while a large journal is read.
struct OpeningScreen {
  let terminal: CursesTerminal
  let directory: String
  let theme: Theme

  /// Shows how far it has come.
  ///
  /// - Returns: nil when the operator leaves before.
  /// - Throws: what keeps the journal from opening.
  func show(until opening: Opening) throws -> Engine? {
    let glyphs = terminal.capabilities.unicode ? GlyphSet.unicode : .ascii
    while true {
      if let engine = try opening.engine() { return engine }
      let surface = OpeningView.surface(
        of: directory, opening.progress, size: terminal.size, theme: theme, glyphs: glyphs)
      terminal.draw(surface)
      if terminal.waitForEvents().contains(where: Self.isLeaving) { return nil }
    }
  }

  private static func isLeaving(_ event: TerminalEvent) -> Bool {
    switch event {
    case .key(.character("q")), .key(.escape), .key(.control("c")), .interrupt, .hangup: true
    default: false
    }
  }
}
