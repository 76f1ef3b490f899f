extension String {
  /// The cells the text takes; it must be safe text, of one line.
  package var displayWidth: Int {
    unicodeScalars.reduce(0) { $0 + $1.displayWidth }
  }

  /// The longest start of the text that fits, with `ellipsis` in place of what was cut; without it where there is room
  /// for little.
  package func clipped(to columns: Int, ellipsis: String = "") -> String {
    guard displayWidth > columns else { return self }
    guard columns >= 4 else { return prefix(columns: columns) }
    return prefix(columns: columns - ellipsis.displayWidth) + ellipsis
  }

  /// The text clipped and padded with blanks to exactly `columns`.
  package func fitted(to columns: Int, ellipsis: String = "") -> String {
    let clipped = clipped(to: columns, ellipsis: ellipsis)
    return clipped + String(repeating: " ", count: max(0, columns - clipped.displayWidth))
  }

  /// The text with blanks before it, to `columns`.
  package func rightAligned(to columns: Int) -> String {
    String(repeating: " ", count: max(0, columns - displayWidth)) + self
  }

  /// What is left after scrolling `columns` sideways; a wide character cut in half becomes a blank.
  package func dropping(columns: Int) -> String {
    var position = 0
    var rest = UnicodeScalarView()
    for scalar in unicodeScalars {
      let width = scalar.displayWidth
      if position >= columns {
        if width > 0 || !rest.isEmpty { rest.append(scalar) }
      } else if position + width > columns {
        rest.append(" ")
      }
      position += width
    }
    return String(rest)
  }

  /// The text cut into rows of at most `columns` cells; an empty text is one empty row.
  package func wrapped(to columns: Int) -> [String] {
    guard columns > 0, displayWidth > columns else { return [self] }
    var rows: [String] = []
    var row = UnicodeScalarView()
    var width = 0
    for scalar in unicodeScalars {
      if width + scalar.displayWidth > columns, !row.isEmpty {
        rows.append(String(row))
        row = UnicodeScalarView()
        width = 0
      }
      row.append(scalar)
      width += scalar.displayWidth
    }
    rows.append(String(row))
    return rows
  }

  /// The text cut into rows at blanks where possible, for sentences.
  package func wrappedAtWords(to columns: Int) -> [String] {
    guard columns > 0 else { return [] }
    var rows: [String] = []
    for word in split(separator: " ", omittingEmptySubsequences: true) {
      if let row = rows.last, row.displayWidth + 1 + String(word).displayWidth <= columns {
        rows[rows.count - 1] = "\(row) \(word)"
      } else {
        rows += String(word).wrapped(to: columns)
      }
    }
    return rows.isEmpty ? [""] : rows
  }

  private func prefix(columns: Int) -> String {
    var width = 0
    var start = UnicodeScalarView()
    for scalar in unicodeScalars {
      width += scalar.displayWidth
      if width > columns { break }
      start.append(scalar)
    }
    return String(start)
  }
}

extension Unicode.Scalar {
  /// The cells the scalar takes when drawn; 0 for marks, and for what is never drawn.
  package var displayWidth: Int {
    if value >= 0x20 && value < 0x7F { return 1 }
    return switch ScalarShape(self) {
    case .narrow, .unprintable: 1
    case .wide: 2
    case .combining, .invisible, .tab, .lineBreak, .control: 0
    }
  }
}
