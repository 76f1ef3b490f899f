/// Text from a settings file made fit for a one-line message: short, quoted, and unable to steer a terminal.
struct Quoted: CustomStringConvertible {
  /// The longest text shown whole, in Unicode scalars.
  static let limit = 60

  private let text: String

  init(_ text: some StringProtocol) {
    let isLonger = !text.unicodeScalars.dropFirst(Self.limit).isEmpty
    self.text = Self.printable(text.unicodeScalars.prefix(Self.limit)) + (isLonger ? "…" : "")
  }

  var description: String { "\"\(text)\"" }

  /// The text with a mark in place of every character that is not to be shown, line breaks included.
  static func printable(_ scalars: some Sequence<Unicode.Scalar>) -> String {
    var shown = String.UnicodeScalarView()
    for scalar in scalars { shown.append(isPrintable(scalar) ? scalar : "\u{FFFD}") }
    return String(shown)
  }

  static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: false
    default: true
    }
  }
}
