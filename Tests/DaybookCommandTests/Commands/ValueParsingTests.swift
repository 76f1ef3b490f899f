import Daybook
import DaybookCommand
import Testing

/// Small texts on the command line that mean more than a word.
struct ValueParsingTests {
  @Test(arguments: [
    ("4821", JobSelector.one(JobID(4821))), ("#4821", .one(JobID(4821))), ("4800-4821", .range(4800...4821)),
    ("#4-#4", .range(4...4)), ("key:weekly", .key("weekly")), ("key:1-2", .key("1-2")), ("key:a:b", .key("a:b")),
  ])
  func `jobs are named by id, range or key`(text: String, selector: JobSelector) {
    #expect(JobSelector(argument: text) == selector)
  }

  @Test(arguments: ["", "#", "-", "5-", "-5", "9-3", "key:", "4821x", "４", "1-2-3", "99999999999999999999"])
  func `anything else names no job`(text: String) {
    #expect(JobSelector(argument: text) == nil)
  }

  @Test(arguments: [
    ("ls -l", ["ls", "-l"]), ("  echo  'a  b' ", ["echo", "a  b"]), (#"a "b c"d e\ f"#, ["a", "b cd", "e f"]),
    ("x ''", ["x", ""]), (#"say 'it'\''s'"#, ["say", "it's"]), ("", []),
  ])
  func `a line is split as a shell would`(line: String, words: [String]) {
    #expect(ShellSyntax.words(of: line) == words)
  }

  @Test(arguments: ["a | b", "a && b", "echo $X", "ls *", "a > f", "'open", "\"$X\"", "end\\", "`x`", "a # b"])
  func `a line that needs a shell is not split`(line: String) {
    #expect(ShellSyntax.words(of: line) == nil)
  }

  @Test(arguments: [
    ("exponential", Backoff.standard),
    ("5s", Backoff(baseMilliseconds: 5000)),
    ("fixed:30s", Backoff(strategy: .fixed, baseMilliseconds: 30_000)),
    ("linear:30s", Backoff(strategy: .fixed, baseMilliseconds: 30_000)),
    ("incremental:1s:10s", Backoff(strategy: .incremental, capMilliseconds: 10_000)),
    ("exponential:2h", Backoff(baseMilliseconds: 7_200_000, capMilliseconds: 7_200_000)),
  ])
  func `a backoff is a strategy, a base and a cap`(text: String, backoff: Backoff) throws {
    #expect(try OptionValue.backoff(text) == backoff)
  }

  @Test(arguments: ["", "expo", "fixed:", "fixed:30", "exponential:1s:2s:3s"])
  func `any other backoff is refused`(text: String) {
    #expect(throws: DaybookError.self) { try OptionValue.backoff(text) }
  }

  @Test(arguments: [
    (#"{ "b" : [1.50, "x y\" "] , "a":null}"#, #"{"b":[1.50,"x y\" "],"a":null}"#),
    ("12345678901234567890", "12345678901234567890"),
    (" \"a\\\\\" ", #""a\\""#),
  ])
  func `a payload keeps its order and digits on one line`(text: String, payload: String) throws {
    #expect(String(decoding: try OptionValue.payload(text), as: UTF8.self) == payload)
  }

  @Test(arguments: [
    ("id", true), ("due", false), ("duration", true), ("duration:asc", false), ("label:desc", true),
  ])
  func `an order is a field and a direction`(text: String, isDescending: Bool) {
    #expect(JobOrder(argument: text)?.isDescending == isDescending)
  }

  @Test(arguments: ["", "size", "id:down", "id:asc:x", ":asc"])
  func `any other order is refused`(text: String) {
    #expect(JobOrder(argument: text) == nil)
  }

  @Test func `events begin after a number, a time, or so long ago`() throws {
    let now = Sandbox.start
    #expect(try EventStart(nil, follows: false, now: now) == .beginning)
    #expect(try EventStart(nil, follows: true, now: now) == .end)
    #expect(try EventStart("0", follows: true, now: now) == .after(0))
    #expect(try EventStart("#12", follows: false, now: now) == .after(12))
    #expect(try EventStart("10m", follows: false, now: now) == .at(now.adding(milliseconds: -600_000)))
    #expect(try EventStart("2026-11-21T03:36:50.123Z", follows: false, now: now) == .at(now))
    #expect(throws: DaybookError.self) { try EventStart("yesterday", follows: false, now: now) }
  }
}
