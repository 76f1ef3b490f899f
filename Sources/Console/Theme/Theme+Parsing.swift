package import Settings
import Spelling

extension Theme {
  /// The longest chain of themes that inherit from each other.
  private static let inheritanceLimit = 8

  /// Reads a theme file.
  ///
  /// ```toml
  /// name = "dark"
  /// variant = "dark"
  /// inherits = "base"                        # optional: its roles, in the colours of the palette below
  /// [palette]
  /// red = "#e06c75"
  /// [roles]
  /// job.failed = { fg = "red", bold = true } # or just "red"
  /// ```
  /// - Parameters:
  ///   - file: the name that problems carry.
  ///   - source: the text of the theme of that name, for `inherits`; nil when there is none.
  /// - Throws: `SettingsError` with every problem and its line.
  package init(
    parsing text: String, file: String, source: (_ name: String) -> String? = { _ in nil }
  ) throws(SettingsError) {
    var documents = [try SettingsDocument(text: text, file: file)]
    while let document = documents.last, let base = document.root.string("inherits") {
      guard documents.count < Self.inheritanceLimit else {
        document.root.problem("inherits", "themes inherit from each other more than \(Self.inheritanceLimit) deep")
        break
      }
      guard let text = source(base) else {
        document.root.problem("inherits", "there is no theme named \"\(SafeText.line(base))\" to inherit from")
        break
      }
      documents.append(try SettingsDocument(text: text, file: "\(base).toml"))
    }
    self.init(name: file, variant: .dark)
    for document in documents.reversed() { readHead(document.root) }
    for document in documents.reversed() { readRoles(document.root) }
    for document in documents { try document.finish() }
  }

  private mutating func readHead(_ root: SettingsTable) {
    if let name = root.string("name") { self.name = name }
    if let variant = root.choice("variant", from: ["dark": Variant.dark, "light": .light]) { self.variant = variant }
    readPalette(root)
  }

  private mutating func readPalette(_ root: SettingsTable) {
    guard let table = root.table("palette") else { return }
    for key in table.keys {
      palette[key] = table.value(key, expecting: "a colour such as \"#e06c75\"") { try Color(hexadecimal: $0) }
    }
  }

  private mutating func readRoles(_ root: SettingsTable) {
    guard let roles = root.table("roles") else { return }
    for role in Role.allCases {
      let words = role.rawValue.split(separator: ".").map(String.init)
      let table = words.count == 2 ? roles.table(words[0]) : roles
      guard let table, let key = words.last else { continue }
      guard let kind = table.kind(of: key) else {
        // Asked for all the same, so that mistyped roles get it as a suggestion.
        _ = table.any(key)
        continue
      }
      self[role] = kind == .table ? style(table.table(key)) : Style(foreground: color("fg", at: key, in: table))
    }
  }

  private func style(_ table: SettingsTable?) -> Style {
    guard let table else { return .plain }
    return Style(
      foreground: color("fg", at: "fg", in: table),
      background: color("bg", at: "bg", in: table),
      bold: table.boolean("bold") ?? false,
      dim: table.boolean("dim") ?? false,
      italic: table.boolean("italic") ?? false,
      underline: table.boolean("underline") ?? false,
      reverse: table.boolean("reverse") ?? false
    )
  }

  private func color(_ what: String, at key: String, in table: SettingsTable) -> Color {
    let expected = "a colour of the palette, \"#rrggbb\" or \"terminal\""
    return table.value(key, expecting: expected) { text in
      if text == "terminal" { return Color.terminal }
      if let named = palette[text] { return named }
      if text.hasPrefix("#") { return try Color(hexadecimal: text) }
      throw SettingsValueError("the palette has no \"\(text)\"\(Suggestion.hint(for: text, in: palette.keys.sorted()))")
    } ?? .terminal
  }
}

extension Color {
  /// A colour written as `#rrggbb`.
  ///
  /// - Throws: `SettingsValueError` that says what is wrong.
  init(hexadecimal text: String) throws(SettingsValueError) {
    let digits = text.dropFirst()
    guard text.hasPrefix("#"), digits.utf8.count == 6, let value = UInt32(digits, radix: 16), !digits.hasPrefix("+")
    else { throw SettingsValueError("a colour is a # and six digits, 0-9 a-f") }
    self = .rgb(red: UInt8(value >> 16), green: UInt8(value >> 8 & 0xFF), blue: UInt8(value & 0xFF))
  }
}
