import CNcurses
import Console
import CursesTerminal
import Testing

/// Feeds whole drains: bytes of text, and codes of ncurses in between.
private func decode(_ drains: [Int32]...) -> [TerminalEvent] {
  var decoder = KeyDecoder()
  return drains.flatMap { drain in
    for code in drain { decoder.feed(code) }
    return decoder.endOfDrain()
  }
}

private func bytes(_ text: String) -> [Int32] { text.utf8.map(Int32.init) }

@Suite struct KeyDecoderTests {
  @Test func `characters and controls become keys`() {
    #expect(
      decode(bytes("aÄ日\u{04}\u{00}\r\n\t\u{7F}\u{08}\u{1C}")) == [
        .key(.character("a")), .key(.character("Ä")), .key(.character("日")), .key(.control("d")),
        .key(.control(" ")), .key(.enter), .key(.enter), .key(.tab), .key(.backspace), .key(.backspace),
        .key(.control("\\")),
      ])
  }

  @Test func `Escape and a character in one drain are Alt, and in two they are two keys`() {
    #expect(decode(bytes("\u{1B}x")) == [.key(.alt("x"))])
    #expect(decode(bytes("\u{1B}"), bytes("x")) == [.key(.escape), .key(.character("x"))])
    #expect(decode(bytes("\u{1B}é")) == [.key(.alt("é"))])
    #expect(decode(bytes("\u{1B}\u{1B}x")) == [.key(.escape), .key(.alt("x"))])
    #expect(decode(bytes("\u{1B}") + [KEY_BACKSPACE]) == [.key(.alt("\u{7F}"))])
    #expect(decode(bytes("\u{1B}\u{7F}")) == [.key(.alt("\u{7F}"))])
    #expect(decode(bytes("\u{1B}") + [KEY_UP]) == [.key(.escape), .key(.up)])
    #expect(decode(bytes("\u{1B}\r")) == [.key(.escape), .key(.enter)])
  }

  @Test(arguments: ["\u{1B}[99;9u", "\u{1B}[1;6D", "\u{1B}Ox", "\u{1B}[?1;2c"])
  func `an unknown control sequence never acts as keys`(sequence: String) {
    #expect(decode(bytes(sequence + "j")) == [.key(.character("j"))])
  }

  @Test func `a control sequence split between drains is still swallowed`() {
    #expect(decode(bytes("\u{1B}[99;"), bytes("9uj")) == [.key(.character("j"))])
  }

  @Test func `a lone bracket or O after Escape is an Alt key`() {
    #expect(decode(bytes("\u{1B}[")) == [.key(.alt("["))])
    #expect(decode(bytes("\u{1B}O")) == [.key(.alt("O"))])
  }

  @Test func `a character split between drains arrives whole`() {
    let parts = bytes("🎉")
    #expect(decode(Array(parts[..<1]), Array(parts[1..<3]), Array(parts[3...])) == [.key(.character("🎉"))])
  }

  @Test func `bytes that are no UTF-8 are dropped and what follows is kept`() {
    #expect(decode([0x80, 0xFF, 0xC3, 0x61]) == [.key(.character("a"))])
    #expect(decode([0xED, 0xA0, 0x80, 0x62]) == [.key(.character("b"))])
    #expect(decode([0xC2, 0x9B, 0x63]) == [.key(.character("c"))])
  }

  @Test func `named keys, function keys and Control arrows are told apart`() {
    #expect(
      decode([KEY_BTAB, KEY_F0 + 5, KeyTable.controlLeft, KEY_SR, KEY_RESIZE, 4999]) == [
        .key(.backTab), .key(.function(5)), .key(.controlLeft), .key(.up),
      ])
  }

  @Test func `a paste is one event, without controls, and never a key`() {
    let paste =
      [KeyTable.pasteBegin] + bytes("a\r\nb\rc\nd\te\u{07}\u{1B}q") + [KEY_UP] + bytes("é") + [KeyTable.pasteEnd]
    #expect(decode(paste + bytes("k")) == [.paste("a\nb\nc\nd eqé"), .key(.character("k"))])
  }

  @Test func `a paste spans drains, and one without an end can be ended`() {
    var decoder = KeyDecoder()
    for code in [KeyTable.pasteBegin] + bytes("ab") { decoder.feed(code) }
    #expect(decoder.endOfDrain() == [])
    #expect(decoder.isPasting)
    for code in bytes("cd") { decoder.feed(code) }
    decoder.endPaste()
    #expect(decoder.endOfDrain() == [.paste("abcd")])
    #expect(!decoder.isPasting)
  }

  @Test func `random input never traps and always returns to the ground`() {
    let seed = UInt64.random(in: .min ... .max)
    var state = seed
    func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state >> 33
    }
    let alphabet: [Int32] = [
      0x1B, 0x5B, 0x4F, 0x3B, 0x6A, 0xC3, 0xA9, 0xF0, 0x0D, KEY_UP, KeyTable.pasteBegin, KeyTable.pasteEnd,
    ]
    for _ in 0..<2000 {
      var decoder = KeyDecoder()
      for _ in 0..<next() % 20 {
        decoder.feed(alphabet[Int(next() % UInt64(alphabet.count))])
        if next() % 4 == 0 { _ = decoder.endOfDrain() }
      }
      decoder.endPaste()
      _ = decoder.endOfDrain()
      // An arrow ends whatever was half done.
      decoder.feed(KEY_DOWN)
      decoder.feed(0x6B)
      #expect(decoder.endOfDrain().suffix(2) == [.key(.down), .key(.character("k"))], "seed \(seed)")
    }
  }
}
