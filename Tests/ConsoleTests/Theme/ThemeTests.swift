import Console
import Foundation
import Settings
import Testing

@Suite struct Themes {
  static let shipped = ["dark", "light", "high-contrast", "deuteranopia", "mono"]
  private static let directory = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "themes")

  private static func text(_ name: String) -> String? {
    try? String(contentsOf: directory.appending(path: "\(name).toml"), encoding: .utf8)
  }

  private func load(_ name: String) throws -> Theme {
    try Theme(parsing: try #require(Self.text(name)), file: "\(name).toml", source: Self.text)
  }

  @Test(arguments: shipped)
  func `every shipped theme loads under its own name`(name: String) throws {
    #expect(try load(name).name == name)
  }

  @Test(arguments: shipped.filter { $0 != "mono" })
  func `every text has a contrast of at least four and a half`(name: String) throws {
    let theme = try load(name)
    for role in Role.allCases where ![.border, .dialogBorder].contains(role) && !role.isHighlight {
      var backgrounds = [theme[role].background]
      if theme[role].background == theme[.text].background {
        backgrounds += [theme[.cursorFocused].background, theme[.cursorIdle].background]
      }
      if [.dialog, .dialogChoice].contains(role) { backgrounds.append(theme[.dialogFocused].background) }
      if role == .logText { backgrounds.append(theme[.logMatch].background) }
      for background in backgrounds {
        let contrast = try #require(theme[role].foreground.contrast(with: background), "\(role.rawValue) needs colours")
        #expect(contrast >= 4.5, "\(role.rawValue): \(contrast)")
      }
    }
  }

  @Test(arguments: shipped)
  func `states look different, and the cursor can be seen`(name: String) throws {
    let theme = try load(name)
    #expect(theme[.jobFailed] != theme[.jobCompleted] && theme[.jobFailed] != theme[.jobRunning])
    #expect(theme[.cursorFocused] != theme[.text] && theme[.cursorFocused] != theme[.cursorIdle])
    #expect(theme[.dialogFocused] != theme[.dialog])
  }

  @Test func `a colour is a palette name, six digits or the terminal's`() throws {
    let theme = try Theme(
      parsing: """
        [palette]
        red = "#ff0010"
        [roles]
        text = { fg = "#010203", bg = "terminal" }
        job.failed = { fg = "red", bold = true }
        muted = "red"
        """, file: "t.toml")
    #expect(theme[.text].foreground == .rgb(red: 1, green: 2, blue: 3))
    #expect(theme[.jobFailed] == Style(foreground: .rgb(red: 255, green: 0, blue: 16), bold: true))
    #expect(theme[.muted].foreground == .rgb(red: 255, green: 0, blue: 16))
    #expect(theme[.hint] == theme[.text])
  }

  @Test func `an heir's palette recolours the inherited roles`() throws {
    let parent = "[palette]\nred = \"#ff0000\"\n[roles]\njob.failed = \"red\"\nmuted = \"red\""
    let theme = try Theme(
      parsing: "name = \"heir\"\ninherits = \"parent\"\n[palette]\nred = \"#0000ff\"\n[roles]\nmuted = { bold = true }",
      file: "heir.toml", source: { $0 == "parent" ? parent : nil })
    #expect(theme[.jobFailed].foreground == .rgb(red: 0, green: 0, blue: 255))
    #expect(theme[.muted].bold)
    #expect(theme.name == "heir")
  }

  @Test(arguments: [
    ("[roles]\n\njob.fialed = \"#ffffff\"", 3, "failed"),
    ("[palette]\nred = \"#ff00\"", 2, "six digits"),
    ("[palette]\nred = \"#ff0000\"\n[roles]\nmuted = \"rde\"", 4, "red"),
    ("[roles]\nmuted = { fg = \"#ffffff\", blod = true }", 2, "bold"),
    ("variant = \"dusk\"", 1, "dark"),
    ("inherits = \"nothing\"", 1, "nothing"),
    ("[roles]\nmuted = 3", 2, "muted"),
    ("name = ", 1, "value"),
  ])
  func `a mistake is named with its line`(text: String, line: Int, word: String) throws {
    do {
      _ = try Theme(parsing: text, file: "t.toml")
      Issue.record("accepted")
    } catch {
      #expect(error.problems.first?.line == line, "\(error)")
      #expect(error.message.contains(word), "\(error)")
    }
  }

  @Test func `themes that inherit in a circle are refused`() throws {
    let circle = "inherits = \"a\""
    #expect(throws: SettingsError.self) { try Theme(parsing: circle, file: "a.toml", source: { _ in circle }) }
  }
}

extension Color {
  /// The contrast ratio of WCAG 2, 1 … 21; nil when one is the terminal's own.
  fileprivate func contrast(with other: Color) -> Double? {
    guard let mine = luminance, let theirs = other.luminance else { return nil }
    return (max(mine, theirs) + 0.05) / (min(mine, theirs) + 0.05)
  }

  private var luminance: Double? {
    guard case .rgb(let red, let green, let blue) = self else { return nil }
    let linear = [red, green, blue].map { channel -> Double in
      let value = Double(channel) / 255
      return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
  }
}
