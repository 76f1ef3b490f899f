import Settings
import Testing

@Suite struct SettingsErrorTests {
  private func error(problems count: Int) -> SettingsError {
    SettingsError(.invalid, (1...count).map { SettingsProblem(file: "f", line: $0, column: 1, message: "wrong") })
  }

  @Test func `a problem reads as file, line, column and message`() {
    let problem = SettingsProblem(file: "daybook.toml", line: 12, column: 9, message: "unknown key \"comand\"")
    #expect("\(problem)" == "daybook.toml:12:9: unknown key \"comand\"")
  }

  @Test func `an error says all its problems, one a line`() {
    #expect(error(problems: 2).message == "f:1:1: wrong\nf:2:1: wrong")
    #expect("\(error(problems: 1))" == "f:1:1: wrong")
  }

  @Test func `a long list is cut off and counted`() {
    let limit = SettingsError.messageLimit
    #expect(error(problems: limit).message.split(separator: "\n").count == limit)
    let lines = error(problems: limit + 5).message.split(separator: "\n")
    #expect(lines.count == limit + 1)
    #expect(lines.last == "and 5 more")
    #expect(error(problems: limit + 5).problems.count == limit + 5)
  }

  @Test func `kinds of errors are told apart`() throws {
    #expect(throws: SettingsError.self) { try SettingsDocument(text: "a = ", file: "f") }
    func code(_ text: String) -> SettingsError.Code? {
      do {
        try SettingsDocument(text: text, file: "f").finish()
        return nil
      } catch {
        return error.code
      }
    }
    #expect(code("") == nil)
    #expect(code("a = ") == .syntax)
    #expect(code("a = 1") == .invalid)
    #expect(code("a = \"\\u0000\"") == .unreadable)
  }

  @Test func `positions sort by line, then by column`() {
    let places = [(2, 1), (1, 9), (1, 10), (10, 1)].map { SettingsPosition(line: $0.0, column: $0.1) }
    #expect(places.sorted().map(\.line) == [1, 1, 2, 10])
    #expect(places.sorted().map(\.column) == [9, 10, 1, 1])
  }
}
