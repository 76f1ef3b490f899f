extension Key {
  /// The key as help and hints write it: `^D`, `Space`, `S-Tab`, `PgUp`.
  package var text: String {
    switch self {
    case .character(" "): "Space"
    case .character(let character): String(character)
    case .control(let letter): "^\(String(letter).uppercased())"
    case .alt(let character): "M-\(character)"
    case .enter: "Enter"
    case .escape: "Esc"
    case .tab: "Tab"
    case .backTab: "S-Tab"
    case .backspace: "Bksp"
    case .delete: "Del"
    case .insert: "Ins"
    case .up: "↑"
    case .down: "↓"
    case .left: "←"
    case .right: "→"
    case .home: "Home"
    case .end: "End"
    case .pageUp: "PgUp"
    case .pageDown: "PgDn"
    case .controlLeft: "C-←"
    case .controlRight: "C-→"
    case .function(let number): "F\(number)"
    }
  }

  /// The same with words in place of arrows.
  package var asciiText: String {
    switch self {
    case .up: "Up"
    case .down: "Down"
    case .left: "Left"
    case .right: "Right"
    case .controlLeft: "C-Left"
    case .controlRight: "C-Right"
    default: text
    }
  }
}
