import Settings
import Testing

@Suite struct SourceTextTests {
  private func refusal(of bytes: [UInt8]) -> String? {
    do {
      _ = try SettingsDocument(bytes: bytes, file: "f")
      return nil
    } catch {
      return error.code == .unreadable ? error.message : "\(error.code)"
    }
  }

  @Test func `byte-order marks are skipped`() throws {
    let marked: [UInt8] = [0xEF, 0xBB, 0xBF] + Array("a = 1".utf8)
    #expect(try SettingsDocument(bytes: marked, file: "f").root.integer("a") == 1)
    // The parser would skip a second one by itself, behind the back of our scan.
    #expect(try SettingsDocument(bytes: [0xEF, 0xBB, 0xBF] + marked, file: "f").root.integer("a") == 1)
    #expect(refusal(of: [0xEF, 0xBB, 0xBF, 0xEF, 0xBB, 0xBF] + Array("[[\n]]".utf8)) == "syntax")
  }

  @Test func `a byte-order mark does not move the columns`() throws {
    let document = try SettingsDocument(text: "\u{FEFF}abc = 1", file: "f")
    #expect(document.problems.map(\.description) == ["f:1:1: unknown key \"abc\""])
  }

  @Test func `UTF-16 is recognised`() {
    #expect(refusal(of: [0xFF, 0xFE, 0x61, 0x00]) == "f:1:1: the file is UTF-16; save it as UTF-8")
    #expect(refusal(of: [0xFE, 0xFF, 0x00, 0x61]) == "f:1:1: the file is UTF-16; save it as UTF-8")
  }

  @Test(
    arguments: [
      ([0xE9], "1:1"), (Array("a = 'é\n' #é".utf8) + [0xC3], "2:5"),
      (Array("a = 1\n\tb = '".utf8) + [0xE9, 0x27], "2:7"),
      ([0x61, 0xC0, 0x80], "1:2"), ([0xED, 0xA0, 0x80], "1:1"), ([0xF5, 0x80, 0x80, 0x80], "1:1"),
    ] as [([UInt8], String)])
  func `bytes that are not UTF-8 are refused where they are`(bytes: [UInt8], place: String) {
    #expect(refusal(of: bytes) == "f:\(place): these bytes are not UTF-8; save the file as UTF-8")
  }

  @Test func `a zero byte is refused, so that it hides nothing after it`() {
    let text = "a = 1\nb\u{0} = 2"
    #expect(refusal(of: Array(text.utf8)) == "f:2:2: the character U+0000 cannot be in a settings file; delete it")
  }

  @Test(arguments: [
    "a = \"x\\u0000y\"", "a = \"\"\"\\U00000000\"\"\"", "\"k\\u0000\" = 1", "a = [{ b = \"\\u0000\" }]",
  ])
  func `an escaped zero character is refused, so that it cuts nothing off`(text: String) {
    #expect(refusal(of: Array(text.utf8))?.hasSuffix("a string cannot hold the character U+0000; delete it") == true)
  }

  @Test func `a file at the size limit is read and one above it is refused`() throws {
    let full = Array(repeating: UInt8(ascii: "#"), count: SettingsDocument.sizeLimit)
    #expect(try SettingsDocument(bytes: full, file: "f").root.keys.isEmpty)
    #expect(
      refusal(of: full + [0x23])
        == "f:1:1: the file has 4194305 bytes; settings are read up to 4 MiB, so split it or shorten it"
    )
  }

  @Test func `an empty file is an empty table`() throws {
    #expect(try SettingsDocument(bytes: [], file: "f").root.keys.isEmpty)
    #expect(try SettingsDocument(text: " \n\t# nothing\r\n", file: "f").problems.isEmpty)
  }
}
