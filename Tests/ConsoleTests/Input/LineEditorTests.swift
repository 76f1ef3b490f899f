import Console
import Testing

@Suite struct `Editing a line` {
  /// `|` is the cursor.
  private func editor(_ text: String) -> LineEditor {
    var editor = LineEditor(String(text.filter { $0 != "|" }))
    let back = text.split(separator: "|", omittingEmptySubsequences: false).last?.count ?? 0
    for _ in 0..<back { _ = editor.handle(.left) }
    return editor
  }

  private func portrait(_ editor: LineEditor) -> String {
    "\(editor.head)|\(editor.text.dropFirst(editor.head.count))"
  }

  @Test(arguments: [
    ("ab|cd", Key.character("x"), "abx|cd"), ("ab|cd", .backspace, "a|cd"), ("ab|cd", .delete, "ab|d"),
    ("|ab", .backspace, "|ab"), ("ab|", .delete, "ab|"), ("ab|", .right, "ab|"), ("|ab", .left, "|ab"),
    ("one two|", .control("w"), "one |"), ("one two  |", .control("w"), "one |"), ("one| two", .control("k"), "one|"),
    ("one| two", .control("u"), "| two"), ("one| two", .control("a"), "|one two"), ("one| two", .end, "one two|"),
    ("one two|", .alt("b"), "one |two"), ("|one two", .controlRight, "one| two"), ("|one two", .alt("d"), "| two"),
    ("日本|", .backspace, "日|"), ("e\u{301}|", .backspace, "|"),
  ])
  func `knows readline's keys`(before: String, key: Key, after: String) {
    var editor = editor(before)
    let isHandled = editor.handle(key)
    #expect(isHandled)
    #expect(portrait(editor) == after)
  }

  @Test func `gives back what was killed`() {
    var editor = editor("one two|")
    for key in [Key.control("w"), .control("a"), .control("y")] { _ = editor.handle(key) }
    #expect(portrait(editor) == "two|one ")
  }

  @Test func `keeps a pasted line break from doing anything, and text safe`() {
    var editor = LineEditor()
    editor.insert("rm\n-rf\t\u{1B}[31m/\u{202E}")
    #expect(editor.text == "rm -rf /")
  }

  @Test func `stops at its limit`() {
    var editor = LineEditor(String(repeating: "a", count: 400))
    editor.insert(String(repeating: "b", count: 400))
    #expect(editor.text.count == 500)
    editor.insert("c")
    #expect(editor.text.count == 500)
  }

  @Test func `recalls history and comes back to the draft`() {
    var editor = LineEditor("dra", history: ["first", "second"])
    _ = editor.handle(.up)
    #expect(editor.text == "second")
    for _ in 0..<3 { _ = editor.handle(.up) }
    #expect(editor.text == "first")
    for _ in 0..<4 { _ = editor.handle(.down) }
    #expect(editor.text == "dra")
  }

  @Test func `leaves keys that edit nothing to others`() {
    var editor = LineEditor("a")
    for key in [Key.enter, .escape, .tab, .function(1), .pageUp] {
      let isHandled = editor.handle(key)
      #expect(!isHandled)
    }
  }
}
