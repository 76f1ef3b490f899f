/// One cell of the screen.
///
/// A wide character occupies its own cell and the `continuation` cell to its right.
package struct Cell: Equatable, Hashable, Sendable {
  /// What the cell shows: one base scalar with at most a few combining marks, never a control.
  package enum Content: Equatable, Hashable, Sendable {
    case scalar(Unicode.Scalar)
    case cluster(String)
    case continuation
  }

  package var content: Content
  package var style: Style

  package init(content: Content, style: Style) {
    self.content = content
    self.style = style
  }

  package static func blank(_ style: Style) -> Cell { Cell(content: .scalar(" "), style: style) }
}

/// A grid of cells: everything a frame shows, as a value.
///
/// `view` fills one; CursesTerminal (and the golden tests) read it. Drawing outside the grid is clipped.
package struct Surface: Equatable, Sendable {
  package let size: Size
  /// Row-major; always `size.columns * size.rows` long.
  package private(set) var cells: [Cell]
  /// Where the terminal's cursor shows (in prompts); nil hides it.
  package var cursor: Position?

  package init(size: Size, style: Style = .plain) {
    self.size = Size(columns: max(0, size.columns), rows: max(0, size.rows))
    cells = Array(repeating: .blank(style), count: self.size.columns * self.size.rows)
  }

  package subscript(column: Int, row: Int) -> Cell {
    get { cells[row * size.columns + column] }
    set { cells[row * size.columns + column] = newValue }
  }
}
