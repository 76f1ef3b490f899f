import Testing

@Suite struct SyntaxTests {
  @Test(arguments: [
    ("a b = 1", "1:3: expected \"=\" after the key, found \"b\""),
    ("a: 1", "1:2: expected \"=\" after the key, found \":\""),
    ("x = 1\na\n", "2:2: expected \"=\" after the key, found the end of the line"),
    ("= 1", "1:1: expected a key or a [table], found \"=\""),
    ("a = 'é' x", "1:9: expected the end of the line, found \"x\""),
    ("[a] b = 1", "1:5: expected the end of the line, found \"b\""),
    ("[jobs\n", "1:6: expected \"]\" after the table name, found the end of the line"),
    ("[]", "1:2: a table header needs a name, as in [jobs] or [jobs.\"a b\"]"),
    ("[[#]]", "1:3: a table header needs a name, as in [jobs] or [jobs.\"a b\"]"),
    ("a..b = 1", "1:3: expected a key of letters, digits, _ and -, or one in quotes, found \".\""),
    ("a = \"x\nb = 1", "1:5: this string does not end on its line; close it, or use \"\"\" for several lines"),
    ("a = 'x", "1:5: this string does not end on its line; close it, or use ''' for several lines"),
    ("a = 1\nb = '''x\n\n", "2:5: this string never ends; close it with '''"),
    ("a = \"\\q\"", "1:7: unknown escape sequence '\\q'"),
    ("a = \"\u{1}\"", "1:6: a control character in a string has to be written as an escape such as \\u001B"),
    ("a = [\"x\" \"y\"]", "1:10: expected \",\" or \"]\" in the array, found a quote"),
    ("a = [1\nb = 2", "2:1: expected \",\" or \"]\" in the array, found \"b\""),
    ("a = [1,,2]", "1:8: a value is missing before this comma"),
    ("a = [", "1:6: the file ends in the middle of an array"),
    ("a = { b = 1, }", "1:14: an inline table cannot end with a comma; remove the comma"),
    (
      "a = { b = 1\n}",
      "1:12: expected a key or \"}\" in the inline table, which has to stay on one line, found the end of the line"
    ),
    ("a = 01", "1:5: \"01\" is not a TOML value: leading zeroes are prohibited"),
    (
      "a = [1, 2021-13-01]",
      "1:9: \"2021-13-01\" is not a TOML value: expected month between 1 and 12 (inclusive), saw 13"
    ),
  ])
  func `a syntax error says where and why in plain words`(text: String, reason: String) {
    #expect(refusal(of: text) == reason)
  }

  @Test(arguments: [
    ("a = 1\nb = 2\n  a = 3", "3:3: \"a\" is already set in line 1; remove one of the two"),
    ("[a]\nx = 1\n[a]\n", "3:2: \"a\" is already set in line 1; remove one of the two"),
    ("[a.b]\n[a]\n[a.b]\n", "3:4: \"b\" is already set in line 1; remove one of the two"),
    ("a.b = 1\na = 2", "2:1: \"a\" is already set in line 1; remove one of the two"),
    ("a = 1\na.b = 2", "2:1: \"a\" is already set in line 1; remove one of the two"),
    ("[[a]]\n[a]", "2:2: \"a\" is already set in line 1; remove one of the two"),
    ("a = [1]\n[[a]]", "2:3: \"a\" is already set in line 1; remove one of the two"),
    ("a = {}\n[a.b]", "2:2: \"a\" is already set in line 1; remove one of the two"),
    ("a = { b = 1, 'b' = 2 }", "1:14: \"b\" is already set in line 1; remove one of the two"),
    (
      "[jobs.x]\ntimeout = '1s'\n[jobs.x.env]\n[jobs.x.timeout]",
      "4:9: \"timeout\" is already set in line 2; remove one of the two"
    ),
  ])
  func `a key set twice is reported at its second place with its first`(text: String, reason: String) {
    #expect(refusal(of: text) == reason)
  }

  @Test func `after an unclosed array the array is blamed, not what follows`() {
    #expect(refusal(of: "a = [1 \nb = yes\n[#]\n") == "2:1: expected \",\" or \"]\" in the array, found \"b\"")
  }

  @Test func `nesting is bounded so that no file exhausts the stack`() {
    let reason = "this is nested more than 64 deep; use fewer levels"
    func nested(_ open: String, _ close: String, _ depth: Int) -> String? {
      refusal(of: "a = " + String(repeating: open, count: depth) + "1" + String(repeating: close, count: depth))
    }
    #expect(nested("[", "]", 63) == nil)
    #expect(nested("[", "]", 64) == "1:69: \(reason)")
    #expect(nested("[", "]", 100_000) == "1:69: \(reason)")
    #expect(nested("{a=", "}", 100_000)?.hasSuffix(reason) == true)
    #expect(refusal(of: String(repeating: "a.", count: 63) + "a = 1") == nil)
    #expect(refusal(of: String(repeating: "a.", count: 100_000) + "a = 1") == "1:1: \(reason)")
    #expect(refusal(of: "[" + String(repeating: "a.", count: 100_000) + "a]") == "1:2: \(reason)")
  }

  @Test func `text from the file cannot steer a terminal or flood it`() {
    let wild = refusal(
      of: "\"\\u001b[31m" + String(repeating: "x", count: 1000) + "\" = 1\n\"\\u001b[31m"
        + String(repeating: "x", count: 1000) + "\" = 2")
    #expect(wild?.unicodeScalars.contains("\u{1B}") == false)
    #expect((wild?.count ?? 0) < 200)
  }
}
