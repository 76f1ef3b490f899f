import Console
import Testing

@Suite struct `Drawing on a surface` {
  private func surface(_ columns: Int, _ rows: Int = 1) -> Surface { Surface(size: Size(columns: columns, rows: rows)) }

  @Test func `text is clipped to its rectangle`() {
    var surface = surface(10, 3)
    let clip = Rect(column: 2, row: 1, columns: 4, rows: 1)
    let end = surface.write("abcdefgh", at: Position(column: 1, row: 1), style: .plain, clippedTo: clip)
    surface.write("hidden", at: Position(column: 0, row: 0), style: .plain, clippedTo: clip)
    #expect(surface.textRows == ["          ", "  bcde    ", "          "])
    #expect(end == 9)
  }

  @Test(arguments: [(-1, " 本   "), (0, "日本  "), (3, "   日 "), (4, "    日"), (5, "      ")])
  func `half of a wide character is a blank`(column: Int, row: String) {
    var surface = surface(6)
    let clip = Rect(column: 0, row: 0, columns: 6, rows: 1)
    surface.write(column <= 0 ? "日本" : "日", at: Position(column: column, row: 0), style: .plain, clippedTo: clip)
    #expect(surface.textRows[0].displayWidth == 6)
    #expect(surface.isWellFormed)
    #expect(surface.textRows == [row])
  }

  @Test func `overwriting half of a wide character blanks the other half`() {
    for column in 0..<6 {
      for text in ["x", "語"] {
        var surface = surface(6)
        let clip = Rect(surface.size)
        surface.write("日本日", at: Position(column: 0, row: 0), style: .plain, clippedTo: clip)
        surface.write(text, at: Position(column: column, row: 0), style: .plain, clippedTo: clip)
        #expect(surface.isWellFormed, "\(text) at \(column): \(surface.textRows)")
      }
    }
  }

  @Test func `marks join the character before them`() {
    var surface = surface(4)
    surface.write("e\u{301}x", at: Position(column: 0, row: 0), style: .plain, clippedTo: Rect(surface.size))
    #expect(surface[0, 0].content == .cluster("e\u{301}"))
    #expect(surface[1, 0].content == .scalar("x"))
  }

  @Test func `writing makes text safe`() {
    var surface = surface(12)
    surface.write(
      "\u{1B}[2Ja\u{7}\u{202E}b", at: Position(column: 0, row: 0), style: .plain, clippedTo: Rect(surface.size))
    #expect(surface.textRows == ["a␇b         "])
  }

  @Test(arguments: 1...30 as ClosedRange<UInt64>)
  func `nothing drawn anywhere breaks a surface`(seed: UInt64) {
    let random = SeededRandom(seed: seed)
    var surface = surface(1 + random.index(20), 1 + random.index(5))
    for _ in 0..<60 {
      let area = Rect(
        column: random.index(30) - 8, row: random.index(9) - 3, columns: random.index(30), rows: random.index(6))
      let text = HostileText.names[random.index(HostileText.names.count)]
      let position = Position(column: random.index(30) - 8, row: random.index(9) - 3)
      if random.index(4) == 0 { surface.fill(area, style: .plain, with: "─") }
      surface.write(text, at: position, style: .plain, clippedTo: area)
      surface.restyle(area) { _ in Style(bold: true) }
    }
    #expect(surface.isWellFormed, "seed \(seed)")
  }
}
