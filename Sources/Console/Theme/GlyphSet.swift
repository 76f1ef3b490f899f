package import Daybook

/// The characters that the console draws with, as opposed to text it is given.
package struct GlyphSet: Equatable, Sendable {
  package var isASCII: Bool
  /// By `JobState.rawValue`.
  private var states: [Character]
  var retrying: Character
  var on: Character
  var off: Character
  var late: Character
  /// An operator's switch against the declaration.
  var kept: Character
  /// No longer declared.
  var orphaned: Character
  var success: Character
  var failure: Character
  var warning: Character
  var horizontal: Unicode.Scalar
  var vertical: Unicode.Scalar
  var teeDown: Unicode.Scalar
  var teeUp: Unicode.Scalar
  /// Top left, top right, bottom left, bottom right.
  var corners: [Unicode.Scalar]
  var cursor: Character
  var mark: Character
  /// Between the parts of a path such as job and attempt.
  var step: Character
  var separator: Character
  var ellipsis: Character
  var nothing: Character
  /// Lowest to highest.
  var levels: [Character]
  var barFull: Character
  var barEmpty: Character

  /// Box drawing and blocks, for terminals with UTF-8.
  package static let unicode = GlyphSet(
    isASCII: false,
    states: ["◇", "○", "‖", "●", "✓", "✗", "⊘"],
    retrying: "↻",
    on: "●", off: "‖", late: "!", kept: "◆", orphaned: "⊘",
    success: "✓", failure: "✗", warning: "!",
    horizontal: "─", vertical: "│", teeDown: "┬", teeUp: "┴",
    corners: ["┌", "┐", "└", "┘"],
    cursor: ">", mark: "*", step: "▸", separator: "·", ellipsis: "…", nothing: "–",
    levels: ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"],
    barFull: "▓", barEmpty: "░"
  )

  /// For `--ascii` and locales without UTF-8.
  package static let ascii = GlyphSet(
    isASCII: true,
    states: ["S", ".", "B", "*", "+", "F", "x"],
    retrying: "R",
    on: "+", off: "-", late: "!", kept: "=", orphaned: "x",
    success: "+", failure: "F", warning: "!",
    horizontal: "-", vertical: "|", teeDown: "+", teeUp: "+",
    corners: ["+", "+", "+", "+"],
    cursor: ">", mark: "*", step: ">", separator: "|", ellipsis: "~", nothing: "-",
    levels: [" ", ".", ":", "-", "=", "+", "*", "#"],
    barFull: "#", barEmpty: "."
  )

  /// The glyph of a job's state; a job that waits to be tried again has its own.
  package func state(_ state: JobState, isRetrying: Bool = false) -> Character {
    isRetrying && state == .scheduled ? retrying : states[Int(state.rawValue)]
  }

  /// A row of bars, the highest value full height; zeros are the lowest bar.
  func sparkline(_ values: some Collection<Double>) -> String {
    let highest = max(1, values.max() ?? 1)
    return String(
      values.map { value in
        let level = (max(0, value) / highest * Double(levels.count - 1)).rounded(.up)
        return levels[min(levels.count - 1, Int(level))]
      }
    )
  }

  /// A bar of `columns` cells, `fraction` of it full.
  func bar(_ fraction: Double, columns: Int) -> String {
    let share = fraction.isFinite ? min(1, max(0, fraction)) : 0
    let full = Int((share * Double(columns)).rounded())
    return String(repeating: barFull, count: full) + String(repeating: barEmpty, count: columns - full)
  }
}
