import Cron
import Testing

@Suite struct ExplanationTests {
  /// 2026-11-21T03:36:50Z.
  private static let now: Int64 = 1_795_232_210

  private func explain(_ text: String, in name: String = "UTC", count: Int = 10) throws -> Explanation {
    Explanation(of: try CronExpression.parse(text), after: Self.now, in: try TimeZoneRules(named: name), count: count)
  }

  @Test(arguments: [
    ("0,30 9-17 * * 1-5", "At minutes 0 and 30 past hours 9 to 17, Monday to Friday"),
    ("*/30 9-17 * * 1-5", "At minutes 0 and 30 past hours 9 to 17, Monday to Friday"),
    ("0 9 * * *", "At 09:00, every day"),
    ("30 0,6,12 * * *", "At 00:30, 06:30 and 12:30, every day"),
    ("* * * * *", "Every minute"),
    ("*/5 * * * *", "Every 5 minutes"),
    ("*/7 * * * *", "At minutes 0 to 56 in steps of 7 past every hour"),
    ("*/5 0-5,22,23 * * *", "Every 5 minutes during hours 0 to 5, 22 and 23, every day"),
    ("@hourly", "At minute 0 past every hour"),
    ("0 */2 * * *", "At minute 0 past hours 0 to 22 in steps of 2, every day"),
    ("* * * * * *", "Every second"),
    ("*/15 * * * * *", "Every 15 seconds"),
    ("5 * * * * *", "At second 5 of every minute"),
    ("30 15 9 * * *", "At 09:15:30, every day"),
    ("*/20 0,30 9-17 * * *", "Every 20 seconds of minutes 0 and 30 past hours 9 to 17, every day"),
    ("5,10 1 * * * *", "At seconds 5 and 10 of minute 1 past every hour"),
    ("0 0 1 * *", "At 00:00, on day 1 of the month"),
    ("0 0 */2 * *", "At 00:00, on every second day from 1 to 31 of the month"),
    ("0 0 L,15 * *", "At 00:00, on day 15 and the last day of the month"),
    ("0 0 LW 3-5 *", "At 00:00, on the last weekday (Monday to Friday) of the month, from March to May"),
    ("0 0 * 1,7 6,0", "At 00:00, on Saturday and Sunday, in January and July"),
    ("0 0 * * FRI-SAT,SUN", "At 00:00, Friday to Sunday"),
    ("0 0 * * 5L,1#2", "At 00:00, on the second Monday and the last Friday of the month"),
    ("0 0 1 * MON", "At 00:00, on day 1 of the month or on Monday"),
    ("0 0 1-7 * */7", "At 00:00, on days 1 to 7 of the month if it is also Sunday"),
    ("0 0 1-31 * MON", "At 00:00, every day"),
  ])
  func `the sentence reads as a person would say it`(text: String, sentence: String) throws {
    #expect(try explain(text).sentence == sentence + ", UTC")
  }

  @Test(arguments: [
    ("0,30 9-17 * * 1-5", "18 fires on each day it runs, about 4,696 a year"),
    ("*/5 * * * *", "288 fires a day, about 105,190 a year"),
    ("0 9 * * *", "1 fire a day, about 365 a year"),
    ("0 9 1 1 *", "1 fire on each day it runs, about 1 a year"),
    ("0 0 29 2 *", "1 fire on each day it runs, about one in 4.1 years"),
    ("* * * * * *", "86,400 fires a day, about 31,556,952 a year"),
    ("0 0 */20 * 1L", "Never fires"),
  ])
  func `the frequency counts a day and a year`(text: String, frequency: String) throws {
    #expect(try explain(text).frequency == frequency)
  }

  @Test func `the text has the sentence, the frequency, the next fires with offset and the warnings`() throws {
    let expected = """
      At 02:30, every day, Europe/Paris
      1 fire a day, about 365 a year
      Next:
        2026-11-22T02:30:00+01:00
      """
    let explanation = try explain("30 2 * * *", in: "Europe/Paris", count: 1)
    let gap = """
      Warning: on 2027-03-28 02:30 does not exist (Europe/Paris goes from 02:00 to 03:00): \
      it runs once, at 2027-03-28T03:00:00+02:00
      """
    let overlap = """
      Warning: on 2027-10-31 02:30 comes twice (Europe/Paris goes from 03:00 to 02:00): \
      it runs in the first pass only, at 2027-10-31T02:30:00+02:00
      """
    #expect(explanation.text == [expected, gap, overlap].joined(separator: "\n"))
    #expect(explanation.upcoming == [1_795_311_000])
  }

  @Test func `ten fires are listed unless asked otherwise`() throws {
    #expect(try explain("0 9 * * *").upcomingText.count == 10)
    #expect(try explain("0 9 * * *").upcomingText.last == "2026-11-30T09:00:00+00:00")
    #expect(try explain("0 9 * * *", count: 0).warnings.isEmpty)
  }

  @Test(arguments: [
    (
      "0 0 1 * MON", CronWarning.Kind.bothDayFields,
      "both day fields are restricted: a day that matches either is enough; for days that match both, begin one field with *"
    ),
    ("0 0 */2 * MON", .bothDayFields, "both day fields are restricted and one begins with *: a day must match both"),
    ("*/90 * * * *", .wideStep, "the step of */90 is wider than its range: minute is only ever 0"),
    ("0 0 1 7/12 *", .wideStep, "the step of 7/12 is wider than its range: month is only ever July"),
    ("0 0 */20 * 1L", .neverFires, "no instant of the next 400 years matches: it never fires"),
  ])
  func `a surprise is warned of`(text: String, kind: CronWarning.Kind, message: String) throws {
    let warning = try explain(text).warnings.first
    #expect(warning?.kind == kind)
    #expect(warning?.message == message)
  }

  @Test(arguments: ["0 9 * * *", "*/5 * * * *", "0 0 1 * *", "0 0 * * MON", "*/59 * * * *", "0 0 * * 7/1", "0 0 ? * ?"])
  func `what is plain has no warning`(text: String) throws {
    #expect(try explain(text).warnings.isEmpty)
  }

  @Test func `a wildcard job of chosen hours is warned of the run it loses and the one it repeats`() throws {
    let messages = try explain("*/20 1-2 * * *", in: "America/New_York").warnings.map(\.message)
    #expect(
      messages == [
        "on 2027-03-14 its times from 02:00 do not exist (America/New_York goes from 02:00 to 03:00): it does not run then",
        "on 2027-11-07 its times from 01:00 come twice (America/New_York goes from 02:00 to 01:00): it runs in both passes",
      ])
    #expect(try explain("*/20 * * * *", in: "America/New_York").warnings.isEmpty)
  }

  @Test func `a gap years ahead is found by its date`() throws {
    let warnings = try explain("30 2 10 3 *", in: "America/New_York").warnings
    #expect(warnings.map(\.kind) == [.gap])
    #expect(warnings.first?.message.contains("on 2030-03-10") == true)
  }

  @Test func `a job that only ever falls into gaps never fires`() throws {
    let explanation = try explain("*/30 2 * 3 SUN#2", in: "America/New_York")
    #expect(explanation.warnings.map(\.kind) == [.neverFires])
    #expect(explanation.firesPerYear == 0)
    #expect(explanation.upcoming.isEmpty)
  }
}
