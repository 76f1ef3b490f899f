/// Why the layout of a text ends early.
enum LayoutStop: Error {
  /// The text is not TOML here; the grammar says so with better words.
  case malformed
  /// The grammar must not see this text.
  case refused(SettingsError.Code, at: SettingsPosition, message: String)

  static func syntax(at position: SettingsPosition, _ message: String) -> LayoutStop {
    .refused(.syntax, at: position, message: message)
  }

  static func tooDeep(at position: SettingsPosition) -> LayoutStop {
    .refused(
      .unreadable, at: position, message: "this is nested more than \(Layout.depthLimit) deep; use fewer levels"
    )
  }

  static func zeroCharacter(at position: SettingsPosition) -> LayoutStop {
    .refused(.unreadable, at: position, message: "a string cannot hold the character U+0000; delete it")
  }
}
