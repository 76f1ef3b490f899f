import Console

/// Surfaces as text that people can review.
extension Surface {
  /// What each row shows; the right half of a wide character adds nothing.
  var textRows: [String] {
    (0..<size.rows).map { row in (0..<size.columns).map { self[$0, row].text }.joined() }
  }

  /// The rows between bars, each followed by its styles where they are not plain text: `1-8 accent`.
  func golden(_ theme: Theme) -> String {
    let names = RoleNames(theme)
    var lines: [String] = []
    for (row, text) in textRows.enumerated() {
      lines.append("┋\(text)┋")
      let runs = styleRuns(row: row, names)
      if !runs.isEmpty { lines.append("  └ \(runs.joined(separator: " · "))") }
    }
    if let cursor { lines.append("cursor \(cursor.column),\(cursor.row)") }
    return lines.joined(separator: "\n") + "\n"
  }

  private func styleRuns(row: Int, _ names: RoleNames) -> [String] {
    var runs: [String] = []
    var column = 0
    while column < size.columns {
      let style = self[column, row].style
      var end = column + 1
      while end < size.columns, self[end, row].style == style { end += 1 }
      if let name = names[style] { runs.append("\(column)-\(end - 1) \(name)") }
      column = end
    }
    return runs
  }
}

extension Cell {
  var text: String {
    switch content {
    case .scalar(let scalar): String(scalar)
    case .cluster(let text): text
    case .continuation: ""
    }
  }
}

extension Theme {
  /// A theme in which every role has a colour of its own, so that a style tells its role whatever the shipped themes
  /// look like.
  static let roles: Theme = {
    var theme = Theme(name: "roles", variant: .dark)
    for (index, role) in Role.allCases.enumerated() {
      let color = Color.rgb(red: UInt8(index + 1), green: 0, blue: 0)
      theme[role] = role.isHighlight ? Style(background: color) : Style(foreground: color)
    }
    return theme
  }()
}

extension Role {
  /// Roles that give a row another background and leave its colours.
  var isHighlight: Bool { [.cursorFocused, .cursorIdle, .dialogFocused, .logMatch].contains(self) }
}

/// Finds the role behind a style of the theme `roles`.
private struct RoleNames {
  private var foregrounds: [Color: String] = [:]
  private var backgrounds: [Color: String] = [:]

  init(_ theme: Theme) {
    for role in Role.allCases where role != .text {
      if role.isHighlight {
        backgrounds[theme[role].background] = role.rawValue
      } else {
        foregrounds[theme[role].foreground] = role.rawValue
      }
    }
  }

  subscript(style: Style) -> String? {
    let background = backgrounds[style.background].map { "on \($0)" }
    let words = [foregrounds[style.foreground], background].compactMap(\.self)
    return words.isEmpty ? nil : words.joined(separator: " ")
  }
}

extension Surface {
  /// Whether every cell shows something a terminal can be given: no control, no orphaned half of a wide character.
  var isWellFormed: Bool {
    for row in 0..<size.rows {
      var needsContinuation = false
      for column in 0..<size.columns {
        let content = self[column, row].content
        if (content == .continuation) != needsContinuation { return false }
        let scalars: [Unicode.Scalar] =
          switch content {
          case .scalar(let scalar): [scalar]
          case .cluster(let text): Array(text.unicodeScalars)
          case .continuation: []
          }
        if scalars.contains(where: { [.control, .lineBreak, .tab, .invisible, .unprintable].contains(ScalarShape($0)) })
        {
          return false
        }
        needsContinuation = scalars.first.map { ScalarShape($0) == .wide } ?? false
      }
      if needsContinuation { return false }
    }
    return true
  }
}
