import Cron
import Testing

@Suite struct CronExpressionTests {
  @Test(arguments: [
    ("@yearly", "0 0 1 1 *"), ("@annually", "0 0 1 1 *"), ("@monthly", "0 0 1 * *"), ("@weekly", "0 0 * * 0"),
    ("@daily", "0 0 * * *"), ("@midnight", "0 0 * * *"), ("@hourly", "0 * * * *"), ("  @Daily\t", "0 0 * * *"),
    ("0 0 ? * ?", "0 0 * * *"), ("0 0 ? * MON", "0 0 * * MON"), ("0 0 * january mon-friday", "0 0 * 1 1-5"),
    ("0 0 * sept tues,Thurs", "0 0 * 9 2,4"), ("0 0 * * 7L,sunday#2", "0 0 * * 0L,0#2"),
    ("0 0 L/2,LW/3 * *", "0 0 L,LW * *"),
    ("0 0 * * 5-7", "0 0 * * 5,6,0"), ("0 0 * * 1/2", "0 0 * * 1,3,5,0"), ("0 0 * * */2", "0 0 * * */2"),
    ("0 9 * * 1 ", "0 0 9 * * 1"), ("\u{a0}0\u{a0}9 * * 1", "0 9 * * 1"), ("007 * * * *", "7 * * * *"),
    ("*/99999999999999999999 * * * *", "0 * * * *"),
  ])
  func `two ways to write the same expression fire at the same instants`(first: String, second: String) throws {
    let start: Int64 = 1_767_225_600
    let expected = try CronExpression.parse(second).next(50, after: start, in: .utc)
    #expect(try CronExpression.parse(first).next(50, after: start, in: .utc) == expected)
    #expect(expected.count == 50)
  }

  @Test(arguments: [
    ("30 2 * * *", true), ("0 1-5 * * *", true), ("15/20 2 * * *", true), ("@daily", true), ("0 30 2 * * *", true),
    ("15 30 2 1 * *", true), ("1,*/5 2 * * *", true), ("*/5 2 * * *", false), ("30 */2 * * *", false),
    ("* 2 * * *", false), ("@hourly", false), ("*/10 30 2 * * *", false), ("*,1 2 * * *", false),
    ("0 */5 2 * * *", false), ("0 30 * * * *", false),
  ])
  func `a job is fixed when no field of its time begins with a star`(text: String, isFixed: Bool) throws {
    #expect(try CronExpression.parse(text).isFixed == isFixed)
  }

  @Test func `a zone prefix is part of the expression`() throws {
    let expression = try CronExpression.parse(" CRON_TZ=Europe/Paris  0 9 * * 1-5")
    #expect(expression.timeZoneName == "Europe/Paris")
    #expect(expression.description == " CRON_TZ=Europe/Paris  0 9 * * 1-5")
    #expect(!expression.hasSeconds)
    #expect(try CronExpression.parse("TZ=UTC @daily").timeZoneName == "UTC")
    #expect(try CronExpression.parse("0 0 9 * * 1-5").timeZoneName == nil)
    #expect(try CronExpression.parse("0 0 9 * * 1-5").hasSeconds)
  }

  @Test func `the zone of the expression wins over the fallback and refuses another declaration`() throws {
    let bare = try CronExpression.parse("0 9 * * *")
    #expect(try bare.timeZoneName(declared: nil, fallback: "Asia/Tokyo") == "Asia/Tokyo")
    #expect(try bare.timeZoneName(declared: "Europe/Rome", fallback: "Asia/Tokyo") == "Europe/Rome")
    let zoned = try CronExpression.parse("CRON_TZ=Europe/Paris 0 9 * * *")
    #expect(try zoned.timeZoneName(declared: nil, fallback: "Asia/Tokyo") == "Europe/Paris")
    #expect(try zoned.timeZoneName(declared: "Europe/Paris", fallback: "Asia/Tokyo") == "Europe/Paris")
    let error = #expect(throws: CronError.self) {
      try zoned.timeZoneName(declared: "Europe/Rome", fallback: "Asia/Tokyo")
    }
    #expect(error?.code == .timeZoneConflict)
    #expect(error?.message.contains("Europe/Paris") == true && error?.message.contains("Europe/Rome") == true)
  }

  @Test func `an expression may be as long as the limit and no longer`() throws {
    let filler = String(repeating: "1,", count: (CronExpression.maximumLength - 9) / 2) + "1"
    _ = try CronExpression.parse(filler + " * * * *")
    let error = #expect(throws: CronError.self) { try CronExpression.parse(filler + ",1 * * * *      ") }
    #expect(error?.code == .tooLong)
  }
}
