import Settings
import Testing

@Suite struct ParsedTests {
  private struct Wrong: Error, CustomStringConvertible { let description = "no unit" }

  private func seconds(_ text: String) throws -> Int {
    guard let number = Int(text.dropLast()), text.hasSuffix("s") else { throw Wrong() }
    return number
  }

  private let expected = "a duration such as 30s"

  @Test func `a string is handed to the parser and its result returned`() throws {
    let root = try SettingsDocument(text: "a = \"30s\"", file: "t").root
    #expect(root.value("a", expecting: expected, seconds) == 30)
  }

  @Test(arguments: [
    ("a = \"30\"", "1:5: expected a duration such as 30s for \"a\", found \"30\": no unit"),
    ("a = 30", "1:5: expected a duration such as 30s, in quotes, for \"a\", found an integer"),
    ("[a]\nb = 1", "1:2: expected a duration such as 30s, in quotes, for \"a\", found a table"),
  ])
  func `what the parser throws becomes a problem at the value`(text: String, problem: String) throws {
    let found = try problems(in: text) { root in #expect(root.value("a", expecting: expected, seconds) == nil) }
    #expect(found == [problem])
  }

  @Test func `a refusal may point into the value`() throws {
    let found = try problems(in: "cron = \"0 25 * * *\"\nplain = 'x'\n") { root in
      _ = root.value("cron", expecting: "a cron expression") { _ -> Int in
        throw SettingsValueError("hours go from 0 to 23", offset: 2)
      }
      _ = root.value("plain", expecting: "a letter") { _ -> Int in throw SettingsValueError("not this one") }
    }
    #expect(
      found == [
        "1:11: expected a cron expression for \"cron\": hours go from 0 to 23",
        "2:9: expected a letter for \"plain\": not this one",
      ]
    )
  }

  @Test func `several values are parsed, from an array or from a single one`() throws {
    let root = try SettingsDocument(text: "a = ['1s', '2s']\nb = '3s'\nc = []", file: "t").root
    #expect(root.values("a", expecting: expected, seconds) == [1, 2])
    #expect(root.values("b", expecting: expected, seconds) == [3])
    #expect(root.values("c", expecting: expected, seconds) == [])
    #expect(root.values("d", expecting: expected, seconds) == nil)
  }

  @Test func `each wrong element is reported where it is`() throws {
    let found = try problems(in: "a = ['1s', 2,\n  '3']") { root in
      #expect(root.values("a", expecting: expected, seconds) == nil)
    }
    #expect(
      found == [
        "1:12: expected a duration such as 30s, in quotes, for \"a\", found an integer",
        "2:3: expected a duration such as 30s for \"a\", found \"3\": no unit",
      ]
    )
  }
}
