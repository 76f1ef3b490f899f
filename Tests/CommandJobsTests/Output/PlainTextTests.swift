import CommandJobs
import Testing

struct PlainTextTests {
  private func plain(_ text: String, limit: Int = 200) -> String? { PlainText.line(Array(text.utf8), limit: limit) }

  @Test(arguments: [
    ("hello", "hello"), ("  spaced  ", "spaced"), ("a\tb", "a b"), ("日本 é", "日本 é"),
    ("\u{1B}[1;31merror\u{1B}[0m: no", "error: no"),
    ("\u{1B}]0;title\u{07}text", "text"), ("\u{1B}]52;c;AAAA\u{1B}\\text", "text"), ("\u{1B}Pq#0\u{1B}\\x", "x"),
    ("a\u{9B}31mb", "a31mb"), ("a\u{202E}b\u{200B}c\u{7F}d\u{07}e", "abcde"), ("\u{1B}c reset", "reset"),
    ("10%\r50%\r100%", "100%"), ("50%\r", "50%"), ("done\r\u{1B}[K", "done"),
  ])
  func `a line is shown as a reader would see it`(line: String, expected: String) {
    #expect(plain(line) == expected)
  }

  @Test(arguments: ["", " \t ", "\r\r", "\u{1B}[31m", "\u{07}\u{00}", "\u{1B}]0;never ends"])
  func `a line without anything to see is nothing`(line: String) {
    #expect(plain(line) == nil)
  }

  @Test func `every control character is kept out`() {
    for value in Array(0..<0x20) + Array(0x7F...0x9F) {
      guard let scalar = Unicode.Scalar(UInt32(value)) else { continue }
      let text = plain("a\(Character(scalar))b") ?? ""
      #expect(text.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) }, "U+\(value)")
    }
  }

  @Test func `invalid bytes become replacement characters`() {
    #expect(PlainText.line([0x61, 0xFF, 0x62], limit: 10) == "a\u{FFFD}b")
  }

  @Test(arguments: [(10, 10), (11, 10), (5000, 10)])
  func `a long line is cut`(length: Int, expected: Int) {
    let text = plain(String(repeating: "ä", count: length), limit: 10)
    #expect(text?.count == expected)
    #expect(text?.hasSuffix("…") == (length > 10))
  }
}
