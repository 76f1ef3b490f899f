/// What the terminal can show, for the choice of theme and glyphs.
package struct TerminalCapabilities: Equatable, Sendable {
  package var colors: ColorDepth
  /// Whether the locale is UTF-8; without it only ASCII is drawn.
  package var unicode: Bool
  /// Whether the terminal type takes text for the clipboard.
  package var clipboard: Bool
  /// The terminal type that is drawn for.
  package var type: String
  /// What the user should know, such as that the type is a guess; nil if all is well.
  package var notice: String?
}
