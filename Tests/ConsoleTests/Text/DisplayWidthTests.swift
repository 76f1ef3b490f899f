import Console
import Glibc
import Testing

@Suite struct `Display width` {
  @Test(arguments: [
    ("abc", 3), ("", 0), ("日本", 4), ("ｆｕ", 4), ("한국", 4), ("e\u{301}", 1), ("👍", 2), ("⚠", 1), ("●○✓✗│─▁█…–", 10),
    ("ﬁ", 1),
    ("\u{1100}\u{1161}", 2), ("\u{20000}", 2), ("½", 1), ("\u{E000}", 1),
  ])
  func `counts cells`(text: String, width: Int) {
    #expect(text.displayWidth == width)
  }

  /// ncurses trusts the C library; a newer library knows more characters, which is all that may differ.
  @Test func `agrees with the C library`() throws {
    let locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", nil)
    let previous = uselocale(locale)
    defer {
      uselocale(previous)
      freelocale(locale)
    }
    let wcwidth = try #require(dlsym(dlopen(nil, RTLD_NOW), "wcwidth"))
    let width = unsafeBitCast(wcwidth, to: (@convention(c) (wchar_t) -> CInt).self)
    var differences: [UInt32] = []
    for value in 0x20...0x10FFFF as ClosedRange<UInt32> {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let shape = ScalarShape(scalar)
      let isDrawn = [.narrow, .wide, .combining].contains(shape)
      let expected = width(wchar_t(bitPattern: value))
      if isDrawn, expected >= 0, scalar.displayWidth != Int(expected) { differences.append(value) }
    }
    #expect(differences.count <= 64, "\(differences.prefix(20).map { String($0, radix: 16) })")
  }

  @Test(arguments: [
    ("abcdef", 6, "abcdef"), ("abcdef", 5, "abcd…"), ("abcdef", 3, "abc"), ("abcdef", 0, ""), ("日本語", 5, "日本…"),
    ("日本語", 4, "日…"), ("日本語", 3, "日"), ("e\u{301}abcd", 4, "e\u{301}ab…"),
  ])
  func `clips at whole characters`(text: String, columns: Int, expected: String) {
    #expect(text.clipped(to: columns, ellipsis: "…") == expected)
    #expect(text.clipped(to: columns, ellipsis: "…").displayWidth <= columns)
  }

  @Test func `scrolling sideways leaves a blank for half of a wide character`() {
    #expect("日本語".dropping(columns: 1) == " 本語")
    #expect("日本語".dropping(columns: 2) == "本語")
    #expect("abc".dropping(columns: 5) == "")
    #expect("e\u{301}b".dropping(columns: 1) == "b")
  }

  @Test func `wraps at cells and at words`() {
    #expect("abcdef".wrapped(to: 4) == ["abcd", "ef"])
    #expect("日本語".wrapped(to: 3) == ["日", "本", "語"])
    #expect("".wrapped(to: 3) == [""])
    #expect("one two three".wrappedAtWords(to: 7) == ["one two", "three"])
    #expect("unbreakable".wrappedAtWords(to: 4) == ["unbr", "eaka", "ble"])
    #expect("x".wrapped(to: 0) == ["x"])
  }
}
