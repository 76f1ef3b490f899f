/// The text of a prompt and its cursor, with readline's keys; one line, always safe text.
package struct LineEditor: Equatable, Sendable {
  /// The longest text, in characters.
  static let limit = 500

  package private(set) var characters: [Character] = []
  /// 0 … `characters.count`.
  package private(set) var cursor = 0
  private var killed: [Character] = []
  private var history: [String]
  private var historyIndex: Int
  private var draft: [Character] = []

  package init(_ text: String = "", history: [String] = []) {
    self.history = history
    historyIndex = history.count
    set(text)
  }

  package var text: String { String(characters) }
  /// The text before the cursor.
  package var head: String { String(characters[..<cursor]) }

  /// Replaces the text and puts the cursor at its end.
  package mutating func set(_ text: String) {
    characters = Array(SafeText.line(text).prefix(Self.limit))
    cursor = characters.count
  }

  /// Inserts text; line breaks become blanks, so that a paste never runs anything.
  package mutating func insert(_ text: String) {
    let line = String(text.map { $0.isNewline || $0 == "\t" ? " " : $0 })
    let added = Array(SafeText.line(line)).prefix(Self.limit - characters.count)
    characters.insert(contentsOf: added, at: cursor)
    cursor += added.count
  }

  /// Takes an editing key; false when the key edits nothing here.
  package mutating func handle(_ key: Key) -> Bool {
    switch key {
    case .character(let character): insert(String(character))
    case .left, .control("b"): cursor = max(0, cursor - 1)
    case .right, .control("f"): cursor = min(characters.count, cursor + 1)
    case .home, .control("a"): cursor = 0
    case .end, .control("e"): cursor = characters.count
    case .controlLeft, .alt("b"): cursor = wordStart
    case .controlRight, .alt("f"): cursor = wordEnd
    case .backspace, .control("h"): remove(max(0, cursor - 1)..<cursor)
    case .delete, .control("d"): remove(cursor..<min(characters.count, cursor + 1))
    case .control("w"), .alt("\u{7F}"): kill(wordStart..<cursor)
    case .alt("d"): kill(cursor..<wordEnd)
    case .control("u"): kill(0..<cursor)
    case .control("k"): kill(cursor..<characters.count)
    case .control("y"): insert(String(killed))
    case .up, .control("p"): recall(historyIndex - 1)
    case .down, .control("n"): recall(historyIndex + 1)
    default: return false
    }
    return true
  }

  private var wordStart: Int {
    var index = cursor
    while index > 0, characters[index - 1] == " " { index -= 1 }
    while index > 0, characters[index - 1] != " " { index -= 1 }
    return index
  }

  private var wordEnd: Int {
    var index = cursor
    while index < characters.count, characters[index] == " " { index += 1 }
    while index < characters.count, characters[index] != " " { index += 1 }
    return index
  }

  private mutating func remove(_ range: Range<Int>) {
    characters.removeSubrange(range)
    cursor = range.lowerBound
  }

  private mutating func kill(_ range: Range<Int>) {
    if range.isEmpty { return }
    killed = Array(characters[range])
    remove(range)
  }

  private mutating func recall(_ index: Int) {
    guard (0...history.count).contains(index), index != historyIndex else { return }
    if historyIndex == history.count { draft = characters }
    historyIndex = index
    set(index == history.count ? String(draft) : history[index])
  }
}
