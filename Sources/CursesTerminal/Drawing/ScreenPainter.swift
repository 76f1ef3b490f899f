import CNcurses
import Console

/// Puts surfaces on ncurses' screen: rows that changed since the last one, and every row after `forget`.
struct ScreenPainter {
  private var previous: Surface?
  private var styles: StyleTable
  private var text = CellText()
  private var row: [cchar_t] = []

  init(styles: StyleTable) {
    self.styles = styles
  }

  /// The next frame is put on the screen whole.
  mutating func forget() {
    previous = nil
  }

  /// Puts `surface` on the screen to be; what lies outside `size` is cut off.
  mutating func paint(_ surface: Surface, on size: Size) {
    if let previous, previous.size != surface.size { forget() }
    if previous == nil { werase(daybook_screen_window()) }
    paintChangedRows(of: surface, on: size)
    if styles.isExhausted {
      styles.reset()
      forget()
      paintChangedRows(of: surface, on: size)
      styles.acceptExhaustion()
    }
    previous = surface
  }

  private mutating func paintChangedRows(of surface: Surface, on size: Size) {
    for index in 0..<min(surface.size.rows, size.rows) {
      let range = index * surface.size.columns..<(index + 1) * surface.size.columns
      let cells = surface.cells[range]
      if let previous, previous.cells[range] == cells { continue }
      put(cells, row: index, columns: min(surface.size.columns, size.columns))
    }
  }

  private mutating func put(_ cells: ArraySlice<Cell>, row index: Int, columns: Int) {
    row.removeAll(keepingCapacity: true)
    let start = cells.startIndex
    var column = 0
    while column < columns {
      let cell = cells[start + column]
      let isWide = column + 1 < columns && cells[start + column + 1].content == .continuation
      let look = styles.look(for: cell.style)
      text.fit(cell.content, columns: isWide ? 2 : 1)
      append(look)
      if isWide, text.columns == 1 {
        text.fit(.continuation, columns: 1)
        append(look)
      }
      column += isWide ? 2 : 1
    }
    daybook_cells_put(Int32(index), 0, row, Int32(row.count))
  }

  private mutating func append(_ look: StyleTable.Look) {
    var cell = cchar_t()
    _ = daybook_cell_make(&cell, text.scalars, look.attributes, look.pair)
    row.append(cell)
  }
}
