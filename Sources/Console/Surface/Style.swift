/// A colour as a theme names it; the terminal reduces it to what it can show.
package enum Color: Equatable, Hashable, Sendable {
  /// The terminal's own foreground or background.
  case terminal
  /// 24-bit colour.
  case rgb(red: UInt8, green: UInt8, blue: UInt8)
}

/// How one cell looks, apart from its character.
package struct Style: Equatable, Hashable, Sendable {
  package var foreground: Color
  package var background: Color
  package var bold: Bool
  package var dim: Bool
  package var italic: Bool
  package var underline: Bool
  package var reverse: Bool

  package init(
    foreground: Color = .terminal,
    background: Color = .terminal,
    bold: Bool = false,
    dim: Bool = false,
    italic: Bool = false,
    underline: Bool = false,
    reverse: Bool = false
  ) {
    self.foreground = foreground
    self.background = background
    self.bold = bold
    self.dim = dim
    self.italic = italic
    self.underline = underline
    self.reverse = reverse
  }

  /// The terminal's own look.
  package static let plain = Style()
}
