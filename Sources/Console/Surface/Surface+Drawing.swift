extension Surface {
  /// Writes one line of text, made safe, and returns the column after it.
  ///
  /// Cells outside `clip` (or the grid) are left alone; a wide character that the edge would cut in half becomes a
  /// blank.
  @discardableResult
  package mutating func write(_ text: String, at position: Position, style: Style, clippedTo clip: Rect) -> Int {
    var column = position.column
    var lastDrawn: Int?
    let isRowVisible = position.row >= clip.row && position.row < clip.endRow
    for scalar in SafeText.line(text).unicodeScalars {
      let width = scalar.displayWidth
      if width == 0 {
        if let lastDrawn { addMark(scalar, to: Position(column: lastDrawn, row: position.row)) }
        continue
      }
      lastDrawn = nil
      if isRowVisible {
        lastDrawn = put(scalar, width: width, at: Position(column: column, row: position.row), style: style, clip: clip)
      }
      column += width
    }
    return column
  }

  /// Fills the part of `rect` that is on the grid with one narrow character.
  package mutating func fill(_ rect: Rect, style: Style, with scalar: Unicode.Scalar = " ") {
    let area = rect.intersection(Rect(size))
    guard !area.isEmpty else { return }
    for row in area.row..<area.endRow {
      for column in area.column..<area.endColumn { replace(column, row, with: .scalar(scalar), style: style) }
    }
  }

  /// Gives the cells of `rect` another style and keeps what they show.
  package mutating func restyle(_ rect: Rect, _ change: (Style) -> Style) {
    let area = rect.intersection(Rect(size))
    guard !area.isEmpty else { return }
    for row in area.row..<area.endRow {
      for column in area.column..<area.endColumn { self[column, row].style = change(self[column, row].style) }
    }
  }

  /// Puts one scalar and returns its column, or nil when no part of it may be seen.
  private mutating func put(
    _ scalar: Unicode.Scalar, width: Int, at position: Position, style: Style, clip: Rect
  ) -> Int? {
    let area = clip.intersection(Rect(size))
    let isStartVisible = area.contains(position)
    guard width == 2 else {
      guard isStartVisible else { return nil }
      replace(position.column, position.row, with: .scalar(scalar), style: style)
      return position.column
    }
    let second = Position(column: position.column + 1, row: position.row)
    let isEndVisible = area.contains(second)
    if isStartVisible && isEndVisible {
      replace(position.column, position.row, with: .scalar(scalar), style: style)
      replace(second.column, second.row, with: .continuation, style: style)
      return position.column
    }
    if isStartVisible { replace(position.column, position.row, with: .scalar(" "), style: style) }
    if isEndVisible { replace(second.column, second.row, with: .scalar(" "), style: style) }
    return nil
  }

  /// Changes one cell and blanks the other half of a wide character that it breaks.
  private mutating func replace(_ column: Int, _ row: Int, with content: Cell.Content, style: Style) {
    if self[column, row].content == .continuation, content != .continuation, column > 0 {
      self[column - 1, row].content = .scalar(" ")
    }
    self[column, row] = Cell(content: content, style: style)
    if column + 1 < size.columns, self[column + 1, row].content == .continuation {
      self[column + 1, row].content = .scalar(" ")
    }
  }

  private mutating func addMark(_ mark: Unicode.Scalar, to position: Position) {
    switch self[position.column, position.row].content {
    case .scalar(let base): self[position.column, position.row].content = .cluster(String(base) + String(mark))
    case .cluster(let text): self[position.column, position.row].content = .cluster(text + String(mark))
    case .continuation: break
    }
  }
}
