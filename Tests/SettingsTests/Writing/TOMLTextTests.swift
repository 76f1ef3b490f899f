import Settings
import Testing

@Suite struct TOMLTextTests {
  private func read(_ literal: String) throws -> String? {
    try SettingsDocument(text: "a = \(literal)\nb = 1\n", file: "f").root.string("a")
  }

  @Test(arguments: [
    ("", "\"\""), ("plain words", "\"plain words\""), (#"say "hi""#, #"'say "hi"'"#), (#"a\b"#, #"'a\b'"#),
    ("it's", "\"it's\""), (#"it's "a\b""#, #""it's \"a\\b\"""#), ("a\tb", "\"a\tb\""), ("a\rb", #""a\rb""#),
    ("bell\u{7}", #""bell\u0007""#), ("\u{7F}", #""\u007F""#), ("evil\u{202E}txt", #""evil\u202Etxt""#),
    ("one\ntwo", "'''\none\ntwo'''"), ("\n", "'''\n\n'''"), ("it's\ntwo", "\"\"\"\nit's\ntwo\"\"\""),
    ("a\r\nb", #""a\r\nb""#), ("'\"\"\"\n", "\"\"\"\n'\\\"\\\"\\\"\n\"\"\""), ("'a\\\nb", "\"\"\"\n'a\\\\\nb\"\"\""),
    ("é€😀", "\"é€😀\""), ("\u{E0001}", #""\U000E0001""#),
  ])
  func `a string is written in the quotes in which it reads best`(text: String, literal: String) throws {
    #expect(TOMLText.string(text) == literal)
    #expect(try read(literal) == text)
  }

  @Test func `whatever the characters, what is written is read back`() throws {
    let seed = UInt64.random(in: 0 ... .max)
    var random = SplitMix(state: seed)
    let favourites = Array("'\"\\\n\r\t #=[]{}%$`\u{1}\u{7F}\u{85}\u{2028}é😀ab".unicodeScalars)
    for _ in 0..<3000 {
      var text = String.UnicodeScalarView()
      for _ in 0..<Int.random(in: 0...12, using: &random) {
        let any = Unicode.Scalar(UInt32.random(in: 1...0x10FFFF, using: &random)) ?? "x"
        let one = Bool.random(using: &random) ? any : favourites.randomElement(using: &random) ?? any
        text.append(one)
      }
      let wanted = String(text)
      let found = try read(TOMLText.string(wanted))
      #expect(found.map { Array($0.utf8) } == Array(wanted.utf8), "seed \(seed): \(wanted.debugDescription)")
    }
  }

  @Test(arguments: ["PATH", "A B", "", "a.b", "quo\"te", "é", "with-dash_9"])
  func `a key is read back`(name: String) throws {
    let document = try SettingsDocument(text: "[env]\n\(TOMLText.key(name)) = \"x\"\n", file: "f")
    #expect(document.root.table("env")?.keys == [name])
  }

  @Test func `a key is bare where it may be`() {
    #expect(TOMLText.key("PATH") == "PATH")
    #expect(TOMLText.key("A B") == "\"A B\"")
  }

  @Test func `a comment stays on its line and shows nothing that is not there`() throws {
    #expect(TOMLText.comment("") == "#")
    #expect(TOMLText.comment("a\tb") == "# a b")
    let comment = TOMLText.comment("a\u{7}\u{202E}\nx = 1\r")
    #expect(!comment.contains("\n"))
    #expect(try SettingsDocument(text: comment + "\n", file: "f").root.keys.isEmpty)
  }
}
