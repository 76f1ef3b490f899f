import Settings
import Testing

@Suite struct CollectionTests {
  private func root(_ text: String) throws -> SettingsTable {
    try SettingsDocument(text: text, file: "t").root
  }

  @Test func `an array of strings is returned in order`() throws {
    #expect(try root("a = [\"x\", 'y',\n 'x', ]").stringArray("a") == ["x", "y", "x"])
    #expect(try root("a = []").stringArray("a") == [])
    #expect(try root("").stringArray("a") == nil)
  }

  @Test(arguments: [
    ("a = \"ls -l\"", ["1:5: expected an array for \"a\", found a string; write a = [\"ls -l\"]"]),
    ("a = 1", ["1:5: expected an array for \"a\", found an integer; write a = [ … ]"]),
    (
      "a = ['x', 1,\n  ['y'], { z = 1 }]",
      [
        "1:11: expected a string in \"a\", found an integer; write \"1\"",
        "2:3: expected a string in \"a\", found an array; write \"text in quotes\"",
        "2:10: expected a string in \"a\", found a table; write \"text in quotes\"",
      ]
    ),
  ])
  func `each element that is no string is reported`(text: String, expected: [String]) throws {
    let found = try problems(in: text) { root in #expect(root.stringArray("a") == nil) }
    #expect(found == expected)
  }

  @Test func `a table of strings is returned however it is written`() throws {
    for text in ["[env]\nA = 'x'\nB = 'y'", "env = { A = 'x', B = 'y' }", "env.A = 'x'\nenv.B = 'y'"] {
      #expect(try root(text).stringTable("env") == ["A": "x", "B": "y"])
    }
    #expect(try root("").stringTable("env") == nil)
    let found = try problems(in: "env = { A = 'x', B = 1 }") { root in #expect(root.stringTable("env") == nil) }
    #expect(found == ["1:22: expected a string for \"B\", found an integer; write B = \"1\""])
  }

  @Test func `named tables come in the order of the file`() throws {
    let text = """
      [jobs.zebra]
      n = 1
      [queues.x]
      [jobs.ant]
      n = 2
      [jobs]
      middle = { n = 3 }
      dotted.n = 4
      """
    let tables = try root(text).tables("jobs")
    #expect(tables.map(\.name) == ["zebra", "ant", "middle", "dotted"])
    #expect(tables.map { $0.integer("n") } == [1, 2, 3, 4])
    #expect(tables.map(\.position.line) == [1, 4, 7, 8])
    #expect(try root("").tables("jobs").isEmpty)
  }

  @Test func `members that are no tables are reported and left out`() throws {
    let found = try problems(in: "[jobs]\na = 1\n[jobs.b]\n") { root in
      #expect(root.tables("jobs").map(\.name) == ["b"])
    }
    #expect(found == ["2:5: expected a table for \"a\", found an integer; write a = { … }"])
    let whole = try problems(in: "jobs = 'x'") { root in #expect(root.tables("jobs").isEmpty) }
    #expect(whole == ["1:8: expected a table for \"jobs\", found a string; write jobs = { … }"])
  }

  @Test func `arrays of tables are read however they are written`() throws {
    for text in ["[[r]]\nn = 1\n[[r]]\nn = 2", "r = [{ n = 1 }, { n = 2 }]"] {
      #expect(try root(text).tableArray("r").map { $0.integer("n") } == [1, 2])
    }
    #expect(try root("").tableArray("r").isEmpty)
    let found = try problems(in: "r = [{}, 1]\ns = {}") { root in
      #expect(root.tableArray("r").count == 1)
      #expect(root.tableArray("s").isEmpty)
    }
    #expect(
      found == [
        "1:10: expected a table in \"r\", found an integer; write { … }",
        "2:5: expected an array for \"s\", found a table; write s = [ … ]",
      ]
    )
  }

  @Test func `asking for the same table twice gives the same table`() throws {
    let document = try SettingsDocument(text: "[a]\nx = 1\ny = 2\n[[b]]\nz = 3", file: "t")
    #expect(document.root.table("a")?.integer("x") == 1)
    #expect(document.root.table("a")?.integer("y") == 2)
    #expect(document.root.tableArray("b").first?.integer("z") == 3)
    #expect(document.root.tableArray("b").count == 1)
    #expect(document.problems.isEmpty)
  }

  @Test func `anything can be taken as it stands`() throws {
    let text = """
      payload = { to = "x", n = 1, list = [1.5, true, { at = 1979-05-27 }] }
      """
    let value = try #require(try root(text).any("payload"))
    #expect(
      value
        == .table([
          .init(name: "to", value: .string("x")), .init(name: "n", value: .integer(1)),
          .init(
            name: "list",
            value: .array([.double(1.5), .boolean(true), .table([.init(name: "at", value: .dateTime("1979-05-27"))])])
          ),
        ])
    )
    #expect(try problems(in: text) { _ = $0.any("payload") }.isEmpty)
  }

  @Test func `the kind of a value can be looked at first`() throws {
    let table = try root("s = ''\ni = 1\nd = 1.0\nb = true\nt = 07:32:00\na = []\n[m]")
    #expect(
      table.keys.compactMap { table.kind(of: $0) } == [.string, .integer, .double, .boolean, .dateTime, .array, .table]
    )
    #expect(table.kind(of: "x") == nil)
    #expect(table.position(of: "x") == nil)
    #expect(table.position(of: "i") == SettingsPosition(line: 2, column: 1))
  }
}
