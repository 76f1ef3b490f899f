/// How every role looks: read from a file, complete by construction.
package struct Theme: Equatable, Sendable {
  /// What kind of background a theme is made for.
  package enum Variant: String, CaseIterable, Sendable {
    case dark, light
  }

  package var name: String
  package var variant: Variant
  /// The colours that later themes may inherit, by name.
  package var palette: [String: Color]
  private var styles: [Role: Style]

  /// A theme whose missing roles look like `text`.
  package init(name: String, variant: Variant, palette: [String: Color] = [:], styles: [Role: Style] = [:]) {
    self.name = name
    self.variant = variant
    self.palette = palette
    self.styles = styles
  }

  /// How a role looks.
  ///
  /// A role that leaves a colour to the terminal takes it from `text`, so that a theme states its background once.
  package subscript(role: Role) -> Style {
    get {
      let base = styles[.text] ?? .plain
      var style = styles[role] ?? base
      if style.foreground == .terminal { style.foreground = base.foreground }
      if style.background == .terminal { style.background = base.background }
      return style
    }
    set { styles[role] = newValue }
  }

  /// Attributes only, in the terminal's own colours: what is used when no theme can be read.
  package static let fallback = Theme(
    name: "fallback",
    variant: .dark,
    styles: [
      .muted: Style(dim: true),
      .accent: Style(bold: true),
      .paneTitleFocused: Style(bold: true),
      .cursorFocused: Style(reverse: true),
      .cursorIdle: Style(underline: true),
      .mark: Style(bold: true),
      .key: Style(bold: true),
      .dialogFocused: Style(reverse: true),
      .jobFailed: Style(bold: true),
      .jobRunning: Style(bold: true),
      .toastError: Style(bold: true),
      .banner: Style(reverse: true),
      .workerAbsent: Style(bold: true),
      .logMatch: Style(reverse: true),
    ]
  )
}
