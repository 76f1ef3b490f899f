import Settings
import Testing

@Suite struct ProblemTests {
  @Test func `an unknown key is reported with the nearest known one`() throws {
    let text = "[jobs.backup]\n  comand = ['x']\ntimeout = '1s'\n"
    let found = try problems(in: text) { root in
      for job in root.tables("jobs") {
        _ = job.stringArray("command")
        _ = job.string("timeout")
      }
    }
    #expect(found == ["2:3: unknown key \"comand\"; did you mean \"command\"?"])
  }

  @Test func `an unknown table is reported once, at its first mention`() throws {
    let found = try problems(in: "[job.a]\nx = 1\n[job.b]\ny = 2\n[[list]]\nz = 1") { root in
      _ = root.tables("jobs")
    }
    #expect(
      found == ["1:2: unknown table \"job\"; did you mean \"jobs\"?", "5:3: unknown key \"list\"; known here: jobs"])
  }

  @Test func `without a near name the known ones are listed, if they are few`() throws {
    let few = try problems(in: "colour = 1") { root in
      _ = root.string("name")
      _ = root.string("inherits")
    }
    #expect(few == ["1:1: unknown key \"colour\"; known here: inherits, name"])
    let many = try problems(in: "colour = 1") { root in
      for number in 0..<20 { _ = root.string("key-\(number)") }
    }
    #expect(many == ["1:1: unknown key \"colour\""])
    #expect(try problems(in: "colour = 1") { _ in } == ["1:1: unknown key \"colour\""])
  }

  @Test func `suggestions come from the table of the key, not from another`() throws {
    let found = try problems(in: "[a]\nqueu = 1\n[b]\nqueu = 1\n") { root in
      _ = root.table("a")?.string("queue")
      _ = root.table("b")?.string("name")
    }
    #expect(
      found == ["2:1: unknown key \"queu\"; did you mean \"queue\"?", "4:1: unknown key \"queu\"; known here: name"]
    )
  }

  @Test func `keys of tables never asked for are not reported one by one`() throws {
    #expect(try problems(in: "a = { b = { c = 1 } }") { _ = $0.any("a") }.isEmpty)
    #expect(try problems(in: "[a.b]\nc = 1") { _ = $0.table("a") } == ["1:4: unknown table \"b\""])
  }

  @Test func `keys of inline tables and elements are checked too`() throws {
    let found = try problems(in: "a = { b = 1, c = 2 }\n[[d]]\ne = 1\nf = 2\n") { root in
      _ = root.table("a")?.integer("b")
      for element in root.tableArray("d") { _ = element.integer("e") }
    }
    #expect(found == ["1:14: unknown key \"c\"; known here: b", "4:1: unknown key \"f\"; known here: e"])
  }

  @Test func `all problems are collected, in the order of the file`() throws {
    let found = try problems(in: "a = 1\nb = 2\n[t]\nc = 3\n") { root in
      _ = root.table("t")?.string("c")
      _ = root.boolean("b")
      root.problem("something about the whole")
    }
    #expect(
      found == [
        "1:1: something about the whole",
        "1:1: unknown key \"a\"; known here: b, t",
        "2:5: expected a boolean for \"b\", found an integer; write b = true or false",
        "4:5: expected a string for \"c\", found an integer; write c = \"3\"",
      ]
    )
  }

  @Test func `the same problem found twice is reported once`() throws {
    let found = try problems(in: "a = 1") { root in
      _ = root.string("a")
      _ = root.string("a")
    }
    #expect(found.count == 1)
  }

  @Test func `a schema's own problem points at the key, an element, or into the value`() throws {
    let found = try problems(in: "[t]\nkeys = ['q', \"\\tx\"]\nn = 12345\n") { root in
      guard let table = root.table("t") else { return }
      _ = table.any("keys")
      _ = table.any("n")
      table.problem("keys", "key")
      table.problem("keys", "element", element: 1)
      table.problem("keys", "inside", element: 1, offset: 1)
      table.problem("keys", "no such element", element: 2)
      table.problem("n", "digit", offset: 2)
      table.problem("n", "before", offset: -1)
      table.problem("absent", "absent")
      table.problem("table")
    }
    #expect(
      found == [
        "1:2: absent", "1:2: table", "2:1: key", "2:1: no such element", "2:14: element", "2:17: inside", "3:5: before",
        "3:7: digit",
      ]
    )
  }

  @Test func `a required key that is missing is reported at its table`() throws {
    let found = try problems(in: "[jobs.a]\ncommand = 1\n[jobs.b]\n") { root in
      for job in root.tables("jobs") { job.require("command", "write command = [\"ls\"]") }
      root.require("version", "write version = 1")
    }
    #expect(
      found == [
        "1:1: the file has no \"version\"; write version = 1",
        "3:7: \"b\" has no \"command\"; write command = [\"ls\"]",
      ]
    )
  }

  @Test func `finish throws everything or nothing`() throws {
    let document = try SettingsDocument(text: "a = 1\nb = 2", file: "f")
    _ = document.root.integer("a")
    let error = #expect(throws: SettingsError.self) { try document.finish() }
    #expect(error?.message == "f:2:1: unknown key \"b\"; known here: a")
    #expect(error?.code == .invalid)
    _ = document.root.integer("b")
    try document.finish()
  }
}
