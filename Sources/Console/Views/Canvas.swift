/// A surface with a theme: what the views draw on. They name roles, never colours, and glyphs, never characters.
struct Canvas {
  private(set) var surface: Surface
  let theme: Theme
  let glyphs: GlyphSet

  init(size: Size, theme: Theme, glyphs: GlyphSet) {
    surface = Surface(size: size, style: theme[.text])
    self.theme = theme
    self.glyphs = glyphs
  }

  var bounds: Rect { Rect(surface.size) }

  /// Writes text at a column of `rect`'s row and returns the column after it; nothing outside `rect` changes.
  @discardableResult
  mutating func write(_ text: String, column: Int, row: Int, role: Role, in rect: Rect) -> Int {
    surface.write(
      glyphs.isASCII ? ASCIIText.line(text) : text, at: Position(column: column, row: row), style: theme[role],
      clippedTo: rect)
  }

  /// Writes pieces one after the other, cut with an ellipsis where `rect` ends.
  @discardableResult
  mutating func write(_ line: StyledLine, column: Int, row: Int, in rect: Rect) -> Int {
    var column = column
    for span in line.clipped(to: rect.endColumn - column, ellipsis: String(glyphs.ellipsis)).spans {
      column = write(span.text, column: column, row: row, role: span.role, in: rect)
    }
    return column
  }

  /// Writes pieces so that they end before `endColumn`.
  mutating func writeRight(_ line: StyledLine, endColumn: Int, row: Int, in rect: Rect) {
    write(line, column: max(rect.column, endColumn - line.width), row: row, in: rect)
  }

  mutating func fill(_ rect: Rect, role: Role, with scalar: Unicode.Scalar = " ") {
    surface.fill(rect, style: theme[role], with: scalar)
  }

  /// A horizontal rule over a row of `rect`.
  mutating func rule(row: Int, in rect: Rect) {
    fill(Rect(column: rect.column, row: row, columns: rect.columns, rows: 1), role: .border, with: glyphs.horizontal)
  }

  mutating func put(_ scalar: Unicode.Scalar, column: Int, row: Int, role: Role) {
    fill(Rect(column: column, row: row, columns: 1, rows: 1), role: role, with: scalar)
  }

  /// Marks the row under the cursor: its background, and attributes where colour is not to be had.
  mutating func highlight(_ rect: Rect, role: Role) {
    let look = theme[role]
    surface.restyle(rect) { style in
      var style = style
      style.background = look.background
      style.bold = style.bold || look.bold
      style.underline = look.underline
      style.reverse = look.reverse
      // Reversed dim text is hard to read on every terminal.
      style.dim = style.dim && !look.reverse
      return style
    }
  }

  /// Where the terminal's cursor stands, in prompts.
  mutating func showCursor(at position: Position) {
    if bounds.contains(position) { surface.cursor = position }
  }
}
