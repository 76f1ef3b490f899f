import Console
import Testing

@Suite struct `Safe text` {
  @Test(arguments: [
    ("plain text", "plain text"),
    ("", ""),
    ("\u{1B}[31mred\u{1B}[0m", "red"),
    ("\u{1B}[38;2;1;2;3mx", "x"),
    ("\u{1B}[?1049h", ""),
    ("\u{1B}]0;title\u{7}after", "after"),
    ("\u{1B}]8;;http://x\u{1B}\\link\u{1B}]8;;\u{1B}\\", "link"),
    ("\u{1B}Pq#0;2\u{1B}\\after", "after"),
    ("\u{1B}(B\u{1B}=\u{1B}7x", "x"),
    ("\u{9B}31mx\u{9D}0;t\u{9C}y", "xy"),
    ("a\u{1B}", "a␛"),
    ("a\u{1B}[12", "a␛[12"),
    ("\u{1B}]52;c;aGk= and more", "␛]52;c;aGk= and more"),
    ("a\u{1B}\u{1B}[1mb", "a␛b"),
    ("a\u{1B}[3\u{1B}[1mb", "a␛[3b"),
    ("one\ntwo\r\nthree", "one↵two␍↵three"),
    ("a\u{2028}b\u{2029}c", "a↵b↵c"),
    ("a\tb", "a       b"),
    ("1234567\tb", "1234567 b"),
    ("日本\tb", "日本    b"),
    ("evil\u{202E}gnp", "evilgnp"),
    ("a\u{200B}\u{200D}\u{2060}\u{FEFF}\u{AD}b", "ab"),
    ("⚠\u{FE0F}", "⚠"),
    ("e\u{301}", "e\u{301}"),
    ("\u{301}x", "x"),
    ("x\u{300}\u{301}\u{302}\u{303}\u{304}y", "x\u{300}\u{301}\u{302}y"),
    ("\u{378}", "\u{FFFD}"),
    ("\u{7F}\u{0}\u{7}", "␡␀␇"),
  ])
  func `becomes harmless and stays readable`(raw: String, safe: String) {
    #expect(
      SafeText.line(raw).unicodeScalars.elementsEqual(safe.unicodeScalars), "\(SafeText.line(raw).debugDescription)")
  }

  @Test(arguments: Array(0x00...0x1F as ClosedRange<UInt32>) + Array(0x7F...0x9F))
  func `no control passes`(value: UInt32) throws {
    let control = try #require(Unicode.Scalar(value))
    for text in ["\(control)", "a\(control)b", "\(control)[31m", "\u{1B}\(control)x"] {
      let safe = SafeText.line(text)
      #expect(
        safe.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control },
        "\(value) in \(safe.debugDescription)")
    }
    // Before a blank none of them starts a sequence that could be left out.
    #expect(SafeText.line("\(control)\u{300}").displayWidth >= 1)
  }

  @Test func `broken UTF-8 becomes replacement characters`() {
    #expect(SafeText.line(utf8: [0x61, 0xFF, 0x62, 0xE2, 0x82]) == "a\u{FFFD}b\u{FFFD}")
  }

  @Test func `making safe text safe again changes nothing`() {
    for text in HostileText.names.map({ SafeText.line($0) }) { #expect(SafeText.line(text) == text) }
  }

  @Test(arguments: 1...20 as ClosedRange<UInt64>)
  func `random bytes become printable text that stays as it is`(seed: UInt64) {
    let random = SeededRandom(seed: seed)
    let bytes = (0..<2000).map { _ in UInt8(random.index(256)) }
    let safe = SafeText.line(utf8: bytes)
    #expect(SafeText.line(safe) == safe, "seed \(seed)")
    let shapes = Set(safe.unicodeScalars.map { ScalarShape($0) })
    #expect(shapes.isSubset(of: [.narrow, .wide, .combining]), "seed \(seed)")
  }

  @Test func `only ASCII is left for terminals that have nothing else`() throws {
    let world = try Scenario.busy()
    for name in HostileText.names { try world.enqueue("command", label: name) }
    world.refresh()
    #expect(world.rows(glyphs: .ascii).allSatisfy { $0.utf8.allSatisfy { $0 >= 0x20 && $0 < 0x7F } })
  }
}
