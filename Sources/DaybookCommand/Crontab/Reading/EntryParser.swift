import Cron

/// Reads an entry by cron's rules.
struct EntryParser {
  /// The macros of cron, which knows them in lower case only.
  static let macros = ["@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly"]

  private let line: [Unicode.Scalar]
  private let format: CrontabFormat
  private let start: Int
  private var position: Int

  /// - Parameter start: the offset of the first character that is not blank.
  init(_ line: [Unicode.Scalar], from start: Int, format: CrontabFormat) {
    self.line = line
    self.format = format
    self.start = start
    position = start
  }

  /// - Throws: `CrontabMistake` for what cron refuses.
  mutating func parse() throws(CrontabMistake) -> CrontabEntry {
    let isQuiet = line[position] == "-"
    if isQuiet { position += 1 }
    let timing = try parseTiming()
    let user = format == .system ? try parseUser() : nil
    guard position < line.count else { throw noCommand(column: line.count) }
    if user == nil, line[position] == "*" {
      throw .refusal(
        "the command begins with *", column: position,
        remedy: "five fields; with seconds first, write the six of them into the jobs file yourself")
    }
    let mailsFailuresOnly = takeMailOption()
    return CrontabEntry(
      timing: timing, user: user, command: text(position..<line.count), commandColumn: position, isQuiet: isQuiet,
      mailsFailuresOnly: mailsFailuresOnly)
  }

  /// cronie's only option of a single entry, `-n`.
  private mutating func takeMailOption() -> Bool {
    let start = position
    if takeWord() == "-n", position < line.count { return true }
    position = start
    return false
  }

  private mutating func parseTiming() throws(CrontabMistake) -> CrontabEntry.Timing {
    guard position < line.count, line[position] == "@" else {
      var fields: [TimeField] = []
      for field in CronField.allCases where field != .second { fields.append(try parse(field)) }
      return .fields(fields)
    }
    let start = position
    let word = takeWord()
    if word == "@reboot" { return .reboot }
    if Self.macros.contains(word) { return .macro(word) }
    throw unknownMacro(word, at: start)
  }

  private mutating func parse(_ field: CronField) throws(CrontabMistake) -> TimeField {
    let start = position
    let word = takeWord()
    guard !word.isEmpty else {
      throw .refusal(
        "bad \(field.name)", column: max(0, line.count - 1),
        remedy: "five fields (minute hour day-of-month month day-of-week) and a command")
    }
    var parser = TimeFieldParser(field, word: line[start..<start + word.unicodeScalars.count], column: start)
    do {
      return try parser.parse()
    } catch {
      throw CrontabMistake(column: error.column, cron: error.cron, remedy: advice ?? error.remedy)
    }
  }

  /// What Daybook's own evaluator says about the five fields; nil when they are not there.
  private var advice: String? {
    let words = text(start..<line.count).split { $0 == " " || $0 == "\t" }.prefix(5).joined(separator: " ")
    do {
      _ = try CronExpression.parse(words)
      return "cron = \"\(words)\" into the jobs file: Daybook reads it"
    } catch {
      return error.code == .fieldCount ? nil : error.message
    }
  }

  private mutating func parseUser() throws(CrontabMistake) -> String {
    let start = position
    let word = takeWord()
    if word.isEmpty { throw noCommand(column: line.count) }
    guard position < line.count else { throw noCommand(column: start) }
    return word
  }

  /// The word at the position; moves behind the blanks that follow it.
  private mutating func takeWord() -> String {
    let start = position
    while position < line.count, !line[position].isCrontabBlank { position += 1 }
    let end = position
    while position < line.count, line[position].isCrontabBlank { position += 1 }
    return text(start..<end)
  }

  private func text(_ range: Range<Int>) -> String { String(String.UnicodeScalarView(line[range])) }

  private static func advice(on macro: String, before rest: String) -> String {
    let next = rest.prefix { $0 != " " && $0 != "\t" }
    if macro == "@every", !next.isEmpty { return "every = \"\(next)\" instead of cron into the jobs file" }
    return "five fields, or @hourly, @daily, @weekly, @monthly, @yearly, @reboot"
  }

  private func noCommand(column: Int) -> CrontabMistake {
    let wanted = format == .system ? "a user and a command after the time" : "a command after the time"
    if format == .system { return .refusal("no command", column: max(0, column - 1), remedy: wanted) }
    return CrontabMistake(
      column: max(0, column - 1), cron: "runs an empty command (Debian's) or refuses the line (cronie's)",
      remedy: wanted)
  }

  private func unknownMacro(_ word: String, at start: Int) -> CrontabMistake {
    let lower = word.lowercased()
    let isMiscased = lower == "@reboot" || Self.macros.contains(lower)
    return .refusal(
      isMiscased ? "macros are in lower case" : "it has no \(word)", column: start,
      remedy: isMiscased ? lower : Self.advice(on: lower, before: text(position..<line.count)))
  }
}
