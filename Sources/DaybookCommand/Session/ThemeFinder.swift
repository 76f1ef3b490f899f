import Console
import Daybook
import Glibc
import Settings
import Spelling

/// Finds and reads the theme: a file that was named, the user's own, or one that is part of the binary.
struct ThemeFinder {
  private static let suffix = ".toml"
  private static let sizeLimit = 1 << 20

  let context: CommandContext

  /// The theme that the option, `$DAYBOOK_THEME` or the terminal's background asks for.
  ///
  /// - Throws: `SettingsError` with the file's mistakes, `DaybookError` for a name that nobody has.
  func find(_ option: String?) throws -> Theme {
    try load(option ?? context.variable("DAYBOOK_THEME") ?? standardName)
  }

  private func load(_ name: String) throws -> Theme {
    let (text, file) = try text(of: name)
    return try Theme(parsing: text, file: file) { base in source(of: base) }
  }

  /// The text of a theme that another one builds on; one that cannot be read counts as missing.
  private func source(of base: String) -> String? {
    try? text(of: base).text
  }

  private func text(of name: String) throws -> (text: String, file: String) {
    let isPath = name.contains("/") || name.hasSuffix(Self.suffix)
    let path = isPath ? context.absolutePath(name) : "\(userDirectory)/\(name)\(Self.suffix)"
    if isPath || FileText.exists(path) {
      let bytes = try FileText.read(path, shownAs: name, limit: Self.sizeLimit)
      return (String(decoding: bytes, as: UTF8.self), isPath ? name : path)
    }
    if let bytes = ShippedThemes.bytes[name] {
      return (String(decoding: bytes, as: UTF8.self), "\(name)\(Self.suffix)")
    }
    let known = ShippedThemes.bytes.keys.sorted()
    let hint = Suggestion.hint(for: name, in: known)
    throw DaybookError(
      .notFound,
      "no theme '\(name)'\(hint): there are \(known.joined(separator: ", ")), and files under \(userDirectory)")
  }

  /// A light theme where the terminal says that its background is light.
  private var standardName: String {
    guard let background = context.variable("COLORFGBG")?.split(separator: ";").last.flatMap({ Int($0) }) else {
      return "dark"
    }
    return background == 7 || background == 15 ? "light" : "dark"
  }

  private var userDirectory: String {
    context.variable("XDG_CONFIG_HOME").map { "\($0)/daybook/themes" }
      ?? context.absolutePath("~/.config/daybook/themes")
  }
}

/// The themes that are part of the binary.
enum ShippedThemes {
  static let bytes: [String: [UInt8]] = [
    "dark": PackageResources.dark_toml,
    "light": PackageResources.light_toml,
    "high-contrast": PackageResources.high_contrast_toml,
    "deuteranopia": PackageResources.deuteranopia_toml,
    "mono": PackageResources.mono_toml,
  ]
}
