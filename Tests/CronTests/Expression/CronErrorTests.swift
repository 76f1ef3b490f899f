import Cron
import Testing

/// The exact words and columns of errors: they are what a user sees.
@Suite struct CronErrorTests {
  struct Refusal: Sendable, CustomTestStringConvertible {
    let text: String
    let code: CronError.Code
    let field: String?
    let column: Int
    let message: String

    init(_ text: String, _ code: CronError.Code, _ field: String?, _ column: Int, _ message: String) {
      self.text = text
      self.code = code
      self.field = field
      self.column = column
      self.message = message
    }

    var testDescription: String { text }
  }

  private static let anyTerm = "write a number, a range a-b, a step */n or a list a,b"
  private static let fields = "write five fields (minute hour day-of-month month day-of-week), or six with second first"

  static let refusals: [Refusal] = [
    Refusal("0 22-2 * * *", .reversedRange, "hour", 2, "ranges do not wrap: write 22-23,0-2"),
    Refusal("0 22-2/3 * * *", .reversedRange, "hour", 2, "ranges do not wrap: write 22,1"),
    Refusal("5,59-0 * * * *", .reversedRange, "minute", 2, "ranges do not wrap: write 59,0"),
    Refusal("0 0 * * FRI-MON", .reversedRange, "day-of-week", 8, "ranges do not wrap: write FRI-SAT,SUN-MON"),
    Refusal("0 0 * * FRI-SUN", .reversedRange, "day-of-week", 8, "ranges do not wrap: write FRI-SAT,SUN"),
    Refusal("0 0 * * 7-1", .reversedRange, "day-of-week", 8, "ranges do not wrap: write 0,1"),
    Refusal("0 0 * DEC-JAN *", .reversedRange, "month", 6, "ranges do not wrap: write DEC,JAN"),
    Refusal("60 * * * *", .outOfRange, "minute", 0, "60 is outside 0 to 59: write 0 for the full hour"),
    Refusal("1-60 * * * *", .outOfRange, "minute", 2, "60 is outside 0 to 59: write 0 for the full hour"),
    Refusal("0 24 * * *", .outOfRange, "hour", 2, "24 is outside 0 to 23: write 0 for midnight"),
    Refusal(
      "0 0 32 * *", .outOfRange, "day-of-month", 4, "32 is outside 1 to 31: write L for the last day of the month"),
    Refusal("0 0 0 1 *", .outOfRange, "day-of-month", 4, "0 is outside 1 to 31: write 1 or more"),
    Refusal("0 0 1 13 *", .outOfRange, "month", 6, "13 is outside 1 to 12: write 12 or less"),
    Refusal(
      "* * * * 8", .outOfRange, "day-of-week", 8, "8 is outside 0 to 7: write 0 or 7 for Sunday up to 6 for Saturday"),
    Refusal(
      "0 0 * * MON#6", .outOfRange, "day-of-week", 12,
      "a month has at most five of a weekday: write #1 to #5, or 1L for the last"),
    Refusal("*/0 * * * *", .badStep, "minute", 2, "a step of 0 never moves on: write 1 or more"),
    Refusal("*/ * * * *", .badStep, "minute", 1, "a step is a whole number after the slash, as in */5"),
    Refusal("*/5/2 * * * *", .badStep, "minute", 3, "a term has one step: write 0-29/5, or several terms with commas"),
    Refusal("1,,2 * * * *", .emptyItem, "minute", 2, "a list item is empty: remove the comma or write a value"),
    Refusal("* 1, * * *", .emptyItem, "hour", 3, "a list item is empty: remove the comma or write a value"),
    Refusal("5- * * * *", .unexpectedCharacter, "minute", 1, "the range has no end: write 0-29 or a single value"),
    Refusal("-5 * * * *", .unexpectedCharacter, "minute", 0, "a value has no sign and a range has a start: write 0-29"),
    Refusal(
      "1-2-3 * * * *", .unexpectedCharacter, "minute", 3, "a range has two ends: write 0-29, or several with commas"),
    Refusal(
      "*5 * * * *", .unexpectedCharacter, "minute", 1, "only a step may follow *: write */5, or a range such as 0-29"),
    Refusal(
      "5* * * * *", .unexpectedCharacter, "minute", 1, "* stands alone or at the start of a step: write * or */5"),
    Refusal("/5 * * * *", .unexpectedCharacter, "minute", 0, "a step follows * or a value: write */5 or 0-29/5"),
    Refusal("1.5 * * * *", .unexpectedCharacter, "minute", 1, "values are whole numbers: remove the point"),
    Refusal(
      "12:30 * * * *", .unexpectedCharacter, "minute", 2,
      "hour and minute are fields of their own: write 30 12 for 12:30"),
    Refusal("+1 * * * *", .unexpectedCharacter, "minute", 0, "a value has no sign: write it without +"),
    Refusal("１ * * * *", .unexpectedCharacter, "minute", 0, "digits are 0 to 9: write them in ASCII"),
    Refusal("5x * * * *", .unexpectedCharacter, "minute", 1, "“x” cannot stand here: \(anyTerm)"),
    Refusal("mon * * * *", .unknownName, "minute", 0, "“mon” belongs in day-of-week: write a number from 0 to 59"),
    Refusal("0 0 * mon *", .unknownName, "month", 6, "“mon” belongs in day-of-week: write JAN to DEC or 1 to 12"),
    Refusal("abc * * * *", .unknownName, "minute", 0, "“abc” is no value of minute: write a number from 0 to 59"),
    Refusal("* * * JANFEB *", .unknownName, "month", 6, "“JANFEB” is no month: did you mean JAN?"),
    Refusal(
      "* * * * Mittwoch", .unknownName, "day-of-week", 8, "“Mittwoch” is no day of the week: write SUN to SAT or 0 to 7"
    ),
    Refusal(
      "H * * * *", .misplacedSymbol, "minute", 0, "chosen or random values (H) are not supported: write a number"),
    Refusal("? * * * *", .misplacedSymbol, "minute", 0, "? belongs in day-of-month or day-of-week: write *"),
    Refusal("* * ?/2 * *", .misplacedSymbol, "day-of-month", 4, "? stands alone in its field: write ? or *"),
    Refusal(
      "* * 15W * *", .misplacedSymbol, "day-of-month", 6,
      "the nearest weekday is not supported: write LW for the last one"),
    Refusal(
      "* * L-3 * *", .misplacedSymbol, "day-of-month", 5,
      "L takes no offset: write L for the last day, or the days themselves, such as 28-31"),
    Refusal(
      "* * Lx * *", .misplacedSymbol, "day-of-month", 5, "“Lx” has no meaning: write L, LW or a list such as 15,L"),
    Refusal("* * 5L * *", .misplacedSymbol, "day-of-month", 5, "L stands alone in its list item: write L or LW"),
    Refusal(
      "* * * * MONL", .misplacedSymbol, "day-of-week", 11, "L follows the number of a day, not its name: write 1L"),
    Refusal(
      "* * * * L", .misplacedSymbol, "day-of-week", 8, "L follows one day of the week: write 5L for the last Friday"),
    Refusal("* * * * 1#", .misplacedSymbol, "day-of-week", 9, "# needs a number from 1 to 5 after it, as in MON#2"),
    Refusal(
      "* * * * 5L-6", .misplacedSymbol, "day-of-week", 10,
      "L and # apply to one day of the week, without range or step: write a list such as 1#1,5L"),
    Refusal(
      "* 1#2 * * *", .misplacedSymbol, "hour", 3,
      "# belongs in day-of-week after a day, as in MON#2 for the second Monday"),
    Refusal(
      "0 0 31 4 *", .impossibleDate, "day-of-month", 4,
      "April has 30 days: this never fires; write 30, or L for the last day"),
    Refusal(
      "0 0 0 30,31 feb *", .impossibleDate, "day-of-month", 6,
      "February has at most 29 days: this never fires; write 29, or L for the last day"),
    Refusal(
      "0 0 31 2,4,6 *", .impossibleDate, "day-of-month", 4,
      "February, April and June have at most 30 days: this never fires; write 30, or L for the last day"),
    Refusal("1 2 3", .fieldCount, nil, 5, "only 3 fields: \(fields)"),
    Refusal("", .fieldCount, nil, 0, "no fields: \(fields)"),
    Refusal("0 0 0 1 1 * 2025", .fieldCount, nil, 12, "7 fields (a year is not supported): \(fields)"),
    Refusal(
      "0  2 * * * Europe/Paris", .fieldCount, nil, 11,
      "a time zone stands before the fields: write CRON_TZ=Europe/Paris 0 2 * * *"),
    Refusal(
      "* * * * MON/x", .badStep, "day-of-week", 11, "a step is a whole number after the slash, as in */5"),
    Refusal(
      "every 5m", .unknownMacro, nil, 0,
      "@every is an interval and not cron: write */5 * * * * for every 5 minutes, or every = \"5m\" in a schedule"),
    Refusal(" daily", .fieldCount, nil, 1, "macros begin with @: write @daily"),
    Refusal("@daily *", .fieldCount, nil, 7, "@daily stands for all fields: nothing may follow it"),
    Refusal(
      "@fortnightly", .unknownMacro, nil, 0,
      "there is no @fortnightly: write @yearly, @monthly, @weekly, @daily or @hourly, or five fields"),
    Refusal(
      "@every 5m", .unknownMacro, nil, 0,
      "@every is an interval and not cron: write */5 * * * * for every 5 minutes, or every = \"5m\" in a schedule"),
    Refusal(
      "@reboot", .unknownMacro, nil, 0,
      "@reboot is an event and has no times: write the times, such as @daily, or at = \"boot\" in a schedule"),
    Refusal(
      "CRON_TZ=../passwd @daily", .badTimeZoneName, nil, 8,
      "“../passwd” cannot be a time zone: write a name such as Europe/Paris, or UTC"),
    Refusal(
      "TZ= @daily", .badTimeZoneName, nil, 3, "the time zone is missing: write a name such as Europe/Paris, or UTC"),
  ]

  @Test(arguments: refusals)
  func `a refusal names the field, the column and what to write instead`(refusal: Refusal) {
    let error = #expect(throws: CronError.self) { try CronExpression.parse(refusal.text) }
    #expect(error?.code == refusal.code)
    #expect(error?.field == refusal.field)
    #expect(error?.column == refusal.column)
    #expect(error?.message == refusal.message)
    #expect(error?.text == refusal.text)
  }

  /// The expressions that the messages above tell the user to write.
  @Test(arguments: [
    "0 22-23,0-2 * * *", "0 22,1 * * *", "5,59,0 * * * *", "0 0 * * FRI-SAT,SUN-MON", "0 0 * * 0,1", "0 0 * DEC,JAN *",
    "0 0 30 4 *", "0 0 L 4 *", "0 0 29 feb *", "* * LW * *", "* * 15,L * *", "* * * * 1#1,5L", "30 12 * * *",
    "* * * * 1L",
  ])
  func `what an error tells to write is accepted`(text: String) throws {
    #expect(try CronExpression.parse(text).next(after: 0, in: .utc) != nil)
  }

  @Test func `the diagram puts a caret under the character, also after tabs and wide blanks`() {
    let error = #expect(throws: CronError.self) { try CronExpression.parse("0\t22-2\u{a0}*\n* *") }
    #expect(error?.diagram == "0 22-2 * * *\n  ^")
    #expect(error?.description == "hour: ranges do not wrap: write 22-23,0-2\n0 22-2 * * *\n  ^")
  }
}
