package import Daybook

/// What the screen shows while a large journal is read: which, how far, and how to leave.
package enum OpeningView {
  private static let barColumns = 16

  /// - Parameter progress: nil before anything is known.
  package static func surface(
    of directory: String, _ progress: OpeningProgress?, size: Size, theme: Theme, glyphs: GlyphSet
  ) -> Surface {
    var canvas = Canvas(size: size, theme: theme, glyphs: glyphs)
    let bounds = canvas.bounds
    var title = StyledLine(" daybook ", .accent)
    title.add(" \(SafeText.line(directory))", .text)
    var hint = StyledLine(" q", .key)
    hint.add(" leave", .hint)
    for (row, line) in [title, StyledLine(), reading(progress, glyphs), StyledLine(), hint].enumerated()
    where row < bounds.rows {
      canvas.write(line, column: 0, row: row, in: bounds)
    }
    return canvas.surface
  }

  private static func reading(_ progress: OpeningProgress?, _ glyphs: GlyphSet) -> StyledLine {
    var line = StyledLine(" reading the journal", .text)
    guard let progress, let fraction = progress.fraction else {
      line.add(" \(glyphs.ellipsis)", .muted)
      return line
    }
    line.add("  \(glyphs.bar(fraction, columns: barColumns))  ", .accent)
    line.add("\(Int(fraction * 100)) %", .text)
    let counts = [progress.records, progress.total].map { NumberText.grouped(Int(clamping: $0)) }
    line.add("  \(counts[0]) of \(counts[1]) records", .muted)
    return line
  }
}
