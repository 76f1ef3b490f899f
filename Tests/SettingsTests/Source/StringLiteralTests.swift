import Settings
import Testing

@Suite struct StringLiteralTests {
  static let strings: [(text: String, value: String)] = [
    ("\"\"", ""), ("''", ""), ("\"a\\tb\\\"c\\\\\"", "a\tb\"c\\"), ("'a\\tb\"c'", "a\\tb\"c"),
    ("\"\\u00e9\\U0001F600\"", "é😀"), ("\"\"\"a\n b\"\"\"", "a\n b"), ("\"\"\"\na\"\"\"", "a"),
    ("'''\r\na\r\nb'''", "a\nb"),
    ("\"\"\"a \\\n   \n\t b\"\"\"", "a b"), ("\"\"\"a\"\"b\"\"\"\"\"", "a\"\"b\"\""), ("''''a'''''", "'a''"),
    ("\"\"\"\"\"\"", ""), ("\"\"\"\\\"\"\"\"", "\""), ("\"é\\\\n€\"", "é\\n€"),
  ]

  @Test(arguments: strings)
  func `every kind of string is read as the grammar reads it`(text: String, value: String) throws {
    #expect(try SettingsDocument(text: "a = \(text)\nb = 1", file: "f").root.string("a") == value)
  }

  @Test(arguments: strings)
  func `every character of a string is found where it is written`(text: String, value: String) throws {
    let lines = "a = \(text)".unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map(Array.init)
    for (offset, scalar) in value.unicodeScalars.enumerated() where scalar.properties.isAlphabetic {
      let document = try SettingsDocument(text: "a = \(text)", file: "f")
      _ = document.root.string("a")
      document.root.problem("a", "here", offset: offset)
      let place = try #require(document.problems.first)
      let written = lines[place.line - 1][place.column - 1]
      #expect(written == scalar || written == "\\", "offset \(offset)")
    }
  }

  @Test(arguments: [
    (0, "1:6"), (1, "1:7"), (2, "1:9"), (3, "1:10"), (4, "1:16"), (5, "1:17"), (99, "1:17"),
  ])
  func `an offset counts characters of the value and lands on the text`(offset: Int, place: String) throws {
    // The value is x, tab, y, é, z.
    let found = try problems(in: "a = \"x\\ty\\u00e9z\"") { root in
      _ = root.string("a")
      root.problem("a", "here", offset: offset)
    }
    #expect(found == ["\(place): here"])
  }

  @Test func `an offset crosses lines in a string of several lines`() throws {
    let found = try problems(in: "a = \"\"\"\nab\ncd\\\n   ef\"\"\"") { root in
      _ = root.string("a")
      for offset in [0, 2, 3, 5, 6, 7] { root.problem("a", "\(offset)", offset: offset) }
    }
    #expect(found == ["2:1: 0", "2:3: 2", "3:1: 3", "4:4: 5", "4:5: 6", "4:6: 7"])
  }
}
