import Settings
import Testing

@Suite struct ScalarTests {
  private func root(_ text: String) throws -> SettingsTable {
    try SettingsDocument(text: text, file: "t").root
  }

  @Test func `values of the right kind are returned`() throws {
    let table = try root(
      """
      s = "text"
      i = -1_000
      h = 0xFF
      d = 2.5
      b = true
      t = 1979-05-27 07:32:00.5-07:00
      """
    )
    #expect(table.string("s") == "text")
    #expect(table.integer("i") == -1000)
    #expect(table.integer("h") == 255)
    #expect(table.double("d") == 2.5)
    #expect(table.double("i") == -1000)
    #expect(table.boolean("b") == true)
    #expect(table.dateTime("t") == "1979-05-27T07:32:00.5-07:00")
  }

  @Test func `an absent key is nil and no problem`() throws {
    let found = try problems(in: "") { root in
      #expect(root.string("a") == nil)
      #expect(root.integer("a") == nil)
      #expect(root.double("a") == nil)
      #expect(root.boolean("a") == nil)
      #expect(root.dateTime("a") == nil)
      #expect(root.any("a") == nil)
      #expect(root.value("a", expecting: "x") { $0 } == nil)
      #expect(root.choice("a", from: ["x": 1]) == nil)
    }
    #expect(found.isEmpty)
  }

  @Test(arguments: [
    ("1979-05-27", "1979-05-27"), ("07:32:00", "07:32:00"), ("1979-05-27t07:32:00z", "1979-05-27T07:32:00Z"),
    ("1979-05-27 07:32:00", "1979-05-27T07:32:00"),
  ])
  func `dates and times come as RFC 3339 text`(written: String, text: String) throws {
    #expect(try root("a = \(written) # x").dateTime("a") == text)
    #expect(try root("a = [\(written) ]").any("a") == .array([.dateTime(text)]))
    #expect(try root("a = \(written)").value("a", expecting: "a time") { $0 } == text)
  }

  @Test(arguments: [
    ("a = 5", "1:5: expected a string for \"a\", found an integer; write a = \"5\""),
    ("a = 0x1F", "1:5: expected a string for \"a\", found an integer; write a = \"0x1F\""),
    ("a = 0.5", "1:5: expected a string for \"a\", found a number with a decimal point; write a = \"0.5\""),
    ("a =  true", "1:6: expected a string for \"a\", found a boolean; write a = \"true\""),
    ("a = 1979-05-27", "1:5: expected a string for \"a\", found a date or time; write a = \"1979-05-27\""),
    ("a = ['x']", "1:5: expected a string for \"a\", found an array; write a = \"text in quotes\""),
    ("a = {}", "1:5: expected a string for \"a\", found a table; write a = \"text in quotes\""),
    ("[a]", "1:2: expected a string for \"a\", found a table; write a = \"text in quotes\""),
    ("\n[[a]]", "2:3: expected a string for \"a\", found an array; write a = \"text in quotes\""),
    ("a.b = 1", "1:1: expected a string for \"a\", found a table; write a = \"text in quotes\""),
  ])
  func `a string is asked for`(text: String, problem: String) throws {
    // What the array or table holds is not read, and no problem of its own.
    let found = try problems(in: text) { root in #expect(root.string("a") == nil) }
    #expect(found == [problem])
  }

  @Test(arguments: [
    ("a = \"3\"", "1:5: expected an integer for \"a\", found a string; write a = 3"),
    ("a = \"three\"", "1:5: expected an integer for \"a\", found a string; write a = 3"),
    ("a = 7.0", "1:5: expected an integer for \"a\", found a number with a decimal point; write a = 7"),
    ("a = true", "1:5: expected an integer for \"a\", found a boolean; write a = 3"),
    ("a = -1", "1:5: \"a\" has to be from 0 to 100, found -1"),
    ("a = 1_000", "1:5: \"a\" has to be from 0 to 100, found 1_000"),
  ])
  func `an integer in a range is asked for`(text: String, problem: String) throws {
    let found = try problems(in: text) { root in #expect(root.integer("a", in: 0...100) == nil) }
    #expect(found == [problem])
  }

  @Test func `both ends of a range are allowed`() throws {
    #expect(try root("a = 0").integer("a", in: 0...100) == 0)
    #expect(try root("a = 100").integer("a", in: 0...100) == 100)
    #expect(
      try problems(in: "a = 0") { _ = $0.integer("a", in: 1...Int.max) } == ["1:5: \"a\" has to be at least 1, found 0"]
    )
  }

  @Test(arguments: [
    ("a = \"0.5\"", "1:5: expected a number for \"a\", found a string; write a = 0.5"),
    ("a = [1]", "1:5: expected a number for \"a\", found an array; write a = 0.5"),
    ("a = 1.5", "1:5: \"a\" has to be from 0.0 to 1.0, found 1.5"),
    ("a = 2", "1:5: \"a\" has to be from 0.0 to 1.0, found 2"),
    ("a = nan", "1:5: \"a\" has to be a finite number, found nan"),
    ("a = inf", "1:5: \"a\" has to be a finite number, found inf"),
  ])
  func `a number is asked for`(text: String, problem: String) throws {
    let found = try problems(in: text) { root in #expect(root.double("a", in: 0...1) == nil) }
    #expect(found == [problem])
  }

  @Test func `an unlimited number still has to be finite`() throws {
    #expect(try problems(in: "a = -inf") { _ = $0.double("a") } == ["1:5: \"a\" has to be a finite number, found -inf"])
  }

  @Test(arguments: [
    ("\"yes\"", "a string; write a = true"), ("'Off'", "a string; write a = false"),
    ("1", "an integer; write a = true"),
    ("0", "an integer; write a = false"), ("2", "an integer; write a = true or false"),
    ("\"\"", "a string; write a = true or false"),
  ])
  func `a boolean is asked for`(written: String, problem: String) throws {
    let found = try problems(in: "a = \(written)") { root in #expect(root.boolean("a") == nil) }
    #expect(found == ["1:5: expected a boolean for \"a\", found \(problem)"])
  }

  @Test func `a date in quotes is shown without them`() throws {
    let found = try problems(in: "a = \"2027-01-01T00:00:00Z\"\nb = \"tomorrow\"") { root in
      #expect(root.dateTime("a") == nil)
      #expect(root.dateTime("b") == nil)
    }
    #expect(
      found == [
        "1:5: expected a date or time for \"a\", found a string; write a = 2027-01-01T00:00:00Z",
        "2:5: expected a date or time for \"b\", found a string; write b = 2027-01-01T00:00:00Z",
      ]
    )
  }

  @Test func `one of several words is asked for`() throws {
    let options: KeyValuePairs = ["latest": 1, "all": 2, "skip": 3]
    let found = try problems(in: "a = 'all'\nb = 'lates'\nc = 'never'\nd = 1") { root in
      #expect(root.choice("a", from: options) == 2)
      for key in ["b", "c", "d"] { #expect(root.choice(key, from: options) == nil) }
    }
    #expect(
      found == [
        "2:5: \"b\" cannot be \"lates\"; did you mean \"latest\"?",
        "3:5: \"c\" cannot be \"never\"; write one of \"latest\", \"all\", \"skip\"",
        "4:5: expected a string for \"d\", found an integer; write d = \"1\"",
      ]
    )
  }

  @Test func `a key that needs quotes gets them in the advice`() throws {
    let found = try problems(in: "\"a b\" = 5") { _ = $0.string("a b") }
    #expect(found == ["1:9: expected a string for \"a b\", found an integer; write \"a b\" = \"5\""])
  }

  @Test func `a long or broken value is not repeated in the advice`() throws {
    let found = try problems(in: "a = \"\"\"5\n\"\"\"\nb = \"\(String(repeating: "1", count: 80))\"") { root in
      _ = root.stringArray("a")
      _ = root.stringArray("b")
    }
    #expect(found.allSatisfy { $0.hasSuffix("found a string; write a = [ … ]") || $0.hasSuffix("write b = [ … ]") })
    #expect(found.count == 2)
  }
}
