/// What the user wants of colour: the values of `--color`.
package enum ColorChoice: String, CaseIterable, Sendable {
  /// What the terminal shows; none when `NO_COLOR` is set.
  case auto
  /// What the terminal shows, whatever `NO_COLOR` says.
  case always
  case never
  /// 24-bit colour even if the terminal does not announce it, where its type is known.
  case truecolor
  /// At most 256 colours.
  case palette256 = "256"
  /// At most 16 colours.
  case palette16 = "16"
  case mono

  /// The most colours this choice allows.
  func limit(refusesColor: Bool) -> ColorDepth {
    switch self {
    case .auto: refusesColor ? .mono : .trueColor
    case .always, .truecolor: .trueColor
    case .never, .mono: .mono
    case .palette256: .palette256
    case .palette16: .palette16
    }
  }

  /// Whether to look for a terminal type with 24-bit colour.
  func wantsTrueColor(announced: Bool, refusesColor: Bool) -> Bool {
    self == .truecolor || announced && limit(refusesColor: refusesColor) == .trueColor
  }
}
