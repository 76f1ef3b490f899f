import CommandJobs
import Testing

struct DirectiveTests {
  private func parse(_ line: String) -> Directive? { Directive(line: Array(line.utf8)) }

  @Test(arguments: [
    ("::progress 40", 0.4), ("::progress 0", 0), ("::progress 100", 1), ("::progress 12.5", 0.125),
    ("::progress 40%", 0.4), ("::progress  7 ", 0.07),
  ])
  func `progress is a percentage`(line: String, expected: Double) {
    #expect(parse(line) == .progress(expected))
  }

  @Test(arguments: [
    ("::log warn disk is nearly full", Directive.LogLevel.warn, "disk is nearly full"),
    ("::log warning x", .warn, "x"), ("::log error  two  blanks", .error, "two  blanks"), ("::log info i", .info, "i"),
    ("::log debug \u{1B}[31mred\u{1B}[0m\u{07}", .debug, "red"),
  ])
  func `a log line has a level and safe text`(line: String, level: Directive.LogLevel, text: String) {
    #expect(parse(line) == .log(level, text))
  }

  @Test(arguments: [#"{"rows": [1, 2.5, true, null, "ü"]}"#, "[]", "12", #""text""#, "null", "false", "{}"])
  func `a result is any JSON value, byte for byte`(json: String) {
    #expect(parse("::result \(json)") == .result(Array(json.utf8)))
  }

  @Test(arguments: [
    "", ":", "::", "::progress", "::progress ", "::progress x", "::progress -1", "::progress 101", "::progress nan",
    "::progress 0x10", "::progress 1e1", "::progress .", "::progress 1 2", "::Progress 4", " ::progress 4",
    "::progress4",
    "::log", "::log warn", "::log warn ", "::log loud text", "::log warn \u{1B}[0m", "::result", "::result {",
    "::result {} {}",
    "::result {'a':1}", "::result nope", "::unknown 4", "::: 4",
  ])
  func `anything else is ordinary output`(line: String) {
    #expect(parse(line) == nil)
  }

  @Test func `a result is bounded`() {
    let largest = "\"" + String(repeating: "a", count: Directive.longestResult - 2) + "\""
    #expect(parse("::result \(largest)") != nil)
    #expect(parse("::result \(largest.dropLast())a\"") == nil)
  }

  @Test func `a result nested very deeply is refused and does no harm`() {
    #expect(parse("::result " + String(repeating: "[", count: 500_000) + String(repeating: "]", count: 500_000)) == nil)
  }

  @Test func `bytes that are no text are no result`() {
    #expect(Directive(line: Array("::result \"".utf8) + [0xFF, 0xFE] + Array("\"".utf8)) == nil)
  }
}
