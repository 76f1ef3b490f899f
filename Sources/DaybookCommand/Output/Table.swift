import Console

/// Aligned columns for people; text from jobs is made safe here.
package struct Table: Sendable {
  /// How a column is laid out.
  package struct Column: Sendable {
    package let title: String
    package let isNumber: Bool
    /// Gives up its room when the terminal is narrow, the last such column first.
    package let isFlexible: Bool

    package init(_ title: String, isNumber: Bool = false, isFlexible: Bool = false) {
      self.title = title
      self.isNumber = isNumber
      self.isFlexible = isFlexible
    }
  }

  /// One cell.
  package struct Cell: Sendable, ExpressibleByStringInterpolation {
    package let text: String
    package let tint: Tint

    package init(_ text: String, _ tint: Tint = .plain) {
      self.text = SafeText.line(text)
      self.tint = tint
    }

    package init(stringLiteral text: String) { self.init(text) }
  }

  private static let gap = "  "
  private static let narrowestFlexible = 12
  private static let widestFlexibleOffTerminal = 120

  private let columns: [Column]
  private var rows: [[Cell]] = []

  package init(_ columns: [Column]) { self.columns = columns }

  /// Adds a row; missing cells are empty.
  package mutating func add(_ cells: [Cell]) { rows.append(cells) }

  package var isEmpty: Bool { rows.isEmpty }

  /// The lines, header first.
  ///
  /// - Parameter width: the terminal's columns, to which the flexible columns are cut; nil when it goes elsewhere, where only very
  ///   long cells are.
  package func lines(width: Int?, usesColor: Bool) -> [String] {
    let header = columns.map { Cell($0.title, .dim) }
    let widths = widths(limit: width, header: header)
    return ([header] + rows).map { line($0, widths: widths, usesColor: usesColor) }
  }

  private func widths(limit: Int?, header: [Cell]) -> [Int] {
    var widths = columns.indices.map { column in
      ([header] + rows).map { $0.indices.contains(column) ? $0[column].text.displayWidth : 0 }.max() ?? 0
    }
    for column in columns.indices.reversed() where columns[column].isFlexible {
      guard let limit else {
        widths[column] = min(widths[column], Self.widestFlexibleOffTerminal)
        continue
      }
      let excess = max(0, widths.reduce(0, +) + Self.gap.count * (columns.count - 1) - limit)
      widths[column] = max(min(Self.narrowestFlexible, widths[column]), widths[column] - excess)
    }
    return widths
  }

  private func line(_ cells: [Cell], widths: [Int], usesColor: Bool) -> String {
    var pieces: [String] = []
    for (column, layout) in columns.enumerated() {
      let cell = cells.indices.contains(column) ? cells[column] : ""
      let text = cell.text.clipped(to: widths[column], ellipsis: "…")
      let blanks = String(repeating: " ", count: max(0, widths[column] - text.displayWidth))
      let shown = usesColor ? cell.tint.applied(to: text) : text
      pieces.append(layout.isNumber ? blanks + shown : shown + blanks)
    }
    let line = pieces.joined(separator: Self.gap)
    return String(line.reversed().drop { $0 == " " }.reversed())
  }
}
