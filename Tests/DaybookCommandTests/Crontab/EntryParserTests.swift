import DaybookCommand
import Testing

/// Which lines are entries; the verdicts are those of `crontab -n` of Debian's cron 3.0pl1-162.
struct EntryParserTests {
  private func content(_ line: String, _ format: CrontabFormat = .user) -> CrontabLine.Content? {
    CrontabParser.lines(Array("\(line)\n".utf8), format: format).first?.content
  }

  private func entry(_ line: String, _ format: CrontabFormat = .user) -> CrontabEntry? {
    if case .entry(let entry) = content(line, format) { return entry }
    return nil
  }

  private func mistake(_ line: String, _ format: CrontabFormat = .user) -> CrontabMistake? {
    if case .refused(let mistake) = content(line, format) { return mistake }
    return nil
  }

  @Test(arguments: [
    "* * * * *", "*/5 0-23/2 1,15 jan-MAR mon", "0 22-2 * * *", "*/90 * * * *", "1.5 * * * *", "1#0 * * * *",
    "*/5/2 * * * *", "*x * * * *", "007 * * * *", "0 0 31 2 *", "0 0 * * 7", "0 0 * * 5-7", "0 0 * * MON-5",
    "0 0 * * fri-sun", "5-5/20 * * * *", "@reboot", "@annually", "@midnight", "\t 0\t0 * * *  ",
  ])
  func `cron takes these times`(times: String) { #expect(entry("\(times) cmd")?.command == "cmd") }

  @Test(arguments: [
    ("5/15 * * * *", 1), ("60 * * * *", 0), ("* 24 * * *", 2), ("* * 0 * *", 4), ("* * * 13 *", 6), ("* * * * 8", 8),
    ("*/0 * * * *", 2), ("*/ * * * *", 1), ("1,,2 * * * *", 2), ("1, * * * *", 1), ("1- * * * *", 1),
    ("5-64/30 * * * *", 2), ("x * * * *", 0), ("0 0 L * *", 4), ("0 0 15W * *", 4), ("0 0 * january *", 6),
    ("0 0 * * monday", 8), ("0 0 * * 5L", 8), ("0 0 ? * *", 4), ("mon * * * *", 0), ("@Daily", 0), ("@every", 0),
    ("* * * * * *", 10),
  ])
  func `cron refuses these times, and the caret shows where`(times: String, column: Int) throws {
    let mistake = try #require(self.mistake("\(times) cmd"))
    #expect(mistake.column == column)
    #expect(mistake.cron.contains("Debian's cron then ignores the whole file"))
  }

  @Test(arguments: [
    ("0 0 L * * cmd", "cron = \"0 0 L * *\" into the jobs file: Daybook reads it"),
    ("5/15 * * * * cmd", "cron = \"5/15 * * * *\" into the jobs file: Daybook reads it"),
    ("0 25 * * * cmd", "25 is outside 0 to 23: write 23 or less"), ("@Daily cmd", "@daily"),
    ("@every 5m cmd", "every = \"5m\" instead of cron into the jobs file"), ("* * * * *", "a command after the time"),
  ])
  func `a refused line comes with what to write instead`(line: String, remedy: String) {
    #expect(mistake(line)?.remedy == remedy)
  }

  @Test func `a system crontab has a user before the command`() {
    let entry = entry("*/5 * * * *\troot  \t[ -x /bin/x ] && x  ", .system)
    #expect(entry?.user == "root")
    #expect(entry?.command == "[ -x /bin/x ] && x  ")
    #expect(mistake("* * * * * root", .system)?.cron.contains("no command") == true)
    #expect(self.entry("@reboot www-data x", .system)?.user == "www-data")
    #expect(self.entry("@reboot www-data x")?.command == "www-data x")
  }

  @Test func `a line goes on to its end: neither # nor a backslash ends or joins it`() {
    #expect(entry("0 0 * * * a # b \\")?.command == "a # b \\")
    let lines = CrontabParser.lines(Array("0 0 * * * a \\\n  b\n".utf8), format: .user)
    #expect(lines.count == 2)
    if case .refused = lines[1].content {} else { Issue.record("the second line is no entry of its own") }
  }

  @Test func `what cronie adds is understood`() throws {
    #expect(entry("-0 0 * * * cmd") == entry("0 0 * * * cmd").map { quiet($0) })
    let mailing = try #require(entry("0 0 * * * -n cmd"))
    #expect(mailing.mailsFailuresOnly && mailing.command == "cmd")
    #expect(entry("0 0 * * * -n")?.command == "-n")
    #expect(entry("5~10 ~ * * * cmd") != nil)
    #expect(mistake("10~5 * * * * cmd") != nil)
  }

  /// The same entry one character further to the right, behind the `-`.
  private func quiet(_ entry: CrontabEntry) -> CrontabEntry? {
    self.entry("-0 0 * * * \(entry.command)").flatMap { $0.isQuiet ? $0 : nil }
  }

  @Test func `bytes that no jobs file can hold are refused and not guessed`() {
    let latin = Array("0 0 * * * caf".utf8) + [0xE9, UInt8(ascii: "\n")]
    guard case .refused(let mistake) = CrontabParser.lines(latin, format: .user)[0].content else {
      Issue.record("taken")
      return
    }
    #expect(mistake.column == 13 && mistake.cron.contains("no UTF-8"))
    if case .refused = content("0 0 * * * a\0b") {} else { Issue.record("a NUL byte was taken") }
    if case .refused = content("=x") {} else { Issue.record("a variable without a name was taken") }
  }

  @Test func `comments and blank lines are what they are`() {
    #expect(content("  # a") == .comment(" a"))
    #expect(content(" \t ") == .blank)
    #expect(CrontabParser.lines([], format: .user).isEmpty)
    #expect(CrontabParser.lines(Array("a\n\nb".utf8), format: .user).map(\.number) == [1, 2, 3])
  }
}
