import Spelling
import Testing

@Suite struct SuggestionTests {
  static let names = ["command", "cron", "queue", "timeout", "max-retries", "status", "schedules", "jobs", "up"]

  @Test(arguments: [
    ("comand", "command"), ("commmand", "command"), ("commend", "command"), ("ocmmand", "command"),
    ("COMMAND", "command"),
    ("corn", "cron"), ("queu", "queue"), ("time-out", "timeout"), ("max_retries", "max-retries"),
    ("maxRetries", "max-retries"), ("max-retry", "max-retries"), ("stauts", "status"), ("job", "jobs"),
    ("schedule", "schedules"), ("upp", "up"), ("sched", "schedules"),
  ])
  func `a slip of the pen is recognised`(word: String, meant: String) {
    #expect(Suggestion.nearest(to: word, in: Self.names) == meant)
  }

  @Test(arguments: ["", "x", "xyz", "colour", "backup", "timestamp-format", "retries", "éèê"])
  func `a different word gets no suggestion`(word: String) {
    #expect(Suggestion.nearest(to: word, in: Self.names) == nil)
  }

  @Test func `nothing is near to nothing`() {
    #expect(Suggestion.nearest(to: "command", in: []) == nil)
    #expect(Suggestion.nearest(to: "a", in: ["", "b"]) == nil)
  }

  @Test func `of equally near names the first wins`() {
    #expect(Suggestion.nearest(to: "bat", in: ["cat", "hat", "bar"]) == "cat")
    #expect(Suggestion.nearest(to: "bat", in: ["bar", "hat", "cat"]) == "bar")
  }

  @Test func `a nearer name wins over an earlier one`() {
    #expect(Suggestion.nearest(to: "timeouts", in: ["timers", "timeout"]) == "timeout")
  }

  @Test func `the hint is empty without a suggestion`() {
    #expect(Suggestion.hint(for: "comand", in: Self.names) == "; did you mean \"command\"?")
    #expect(Suggestion.hint(for: "colour", in: Self.names) == "")
  }
}
