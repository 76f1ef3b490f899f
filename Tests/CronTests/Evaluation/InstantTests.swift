import Cron
import Testing

/// The rules for instants by example; OracleTests and the corpus cover them by number.
@Suite struct InstantTests {
  struct Example: Sendable, CustomTestStringConvertible {
    let text: String
    let zone: String
    let from: String
    let fires: [String]

    init(_ text: String, _ zone: String, after from: String, _ fires: [String]) {
      self.text = text
      self.zone = zone
      self.from = from
      self.fires = fires
    }

    var testDescription: String { "\(text) in \(zone)" }
  }

  static let examples: [Example] = [
    // A wildcard job runs in both passes of an overlap and not in a gap.
    Example(
      "*/30 1 * * *", "America/New_York", after: "2025-11-02T00:00:00-04:00",
      [
        "2025-11-02T01:00:00-04:00", "2025-11-02T01:30:00-04:00", "2025-11-02T01:00:00-05:00",
        "2025-11-02T01:30:00-05:00", "2025-11-03T01:00:00-05:00",
      ]),
    Example(
      "0 */2 * * *", "America/New_York", after: "2025-03-08T23:00:00-05:00",
      ["2025-03-09T00:00:00-05:00", "2025-03-09T04:00:00-04:00"]),
    // A fixed job runs once after a gap, merged with what is due then, and in the first pass of an overlap.
    Example(
      "0,15,30 2 * * *", "America/New_York", after: "2025-03-09T00:00:00-05:00",
      ["2025-03-09T03:00:00-04:00", "2025-03-10T02:00:00-04:00"]),
    Example(
      "0 2,3 * * *", "America/New_York", after: "2025-03-09T00:00:00-05:00",
      ["2025-03-09T03:00:00-04:00", "2025-03-10T02:00:00-04:00"]),
    Example(
      "30 1 * * *", "America/New_York", after: "2025-11-02T00:00:00-04:00",
      ["2025-11-02T01:30:00-04:00", "2025-11-03T01:30:00-05:00"]),
    Example(
      "30 1 * * *", "America/New_York", after: "2025-11-02T01:15:00-05:00", ["2025-11-03T01:30:00-05:00"]),
    // Six fields mean what five mean.
    Example(
      "0 30 2 * * *", "America/New_York", after: "2025-03-09T00:00:00-05:00",
      ["2025-03-09T03:00:00-04:00", "2025-03-10T02:30:00-04:00"]),
    Example(
      "*/20 59 1 * * *", "America/New_York", after: "2025-11-02T01:59:30-04:00",
      ["2025-11-02T01:59:40-04:00", "2025-11-02T01:59:00-05:00", "2025-11-02T01:59:20-05:00"]),
    // The day is judged by the wall time and not by the result.
    Example(
      "30 0 * * 0", "America/Sao_Paulo", after: "2018-11-03T12:00:00-03:00",
      ["2018-11-04T01:00:00-02:00", "2018-11-11T00:30:00-02:00"]),
    Example(
      "15 2 * * *", "Australia/Lord_Howe", after: "2024-10-06T00:00:00+10:30",
      ["2024-10-06T02:30:00+11:00", "2024-10-07T02:15:00+11:00"]),
    // A day that a zone left out.
    Example(
      "0 9 * * FRI", "Pacific/Apia", after: "2011-12-28T00:00:00-10:00",
      ["2011-12-31T00:00:00+14:00", "2012-01-06T09:00:00+14:00"]),
    Example("*/30 9 30 12 *", "Pacific/Apia", after: "2011-12-01T00:00:00-10:00", ["2012-12-30T09:00:00+14:00"]),
    // Rare days, a century without a leap day included.
    Example(
      "0 0 * 2 MON#5", "UTC", after: "2044-02-28T00:00:00Z",
      [
        "2044-02-29T00:00:00+00:00", "2072-02-29T00:00:00+00:00", "2112-02-29T00:00:00+00:00",
        "2140-02-29T00:00:00+00:00",
      ]),
    Example(
      "0 0 29 2 *", "UTC", after: "2093-01-01T00:00:00Z", ["2096-02-29T00:00:00+00:00", "2104-02-29T00:00:00+00:00"]),
    Example(
      "0 12 LW,L 5 *", "Europe/Paris", after: "2026-01-01T00:00:00Z",
      ["2026-05-29T12:00:00+02:00", "2026-05-31T12:00:00+02:00", "2027-05-31T12:00:00+02:00"]),
  ]

  @Test(arguments: examples)
  func `the next fires are those of the rule`(example: Example) throws {
    let zone = try TimeZoneRules(named: example.zone)
    let from = try RFC3339.milliseconds(parsing: example.from) / 1_000
    let fires = try CronExpression.parse(example.text).next(example.fires.count, after: from, in: zone)
    #expect(fires.map { RFC3339.string(seconds: $0, in: zone) } == example.fires)
  }

  @Test(arguments: examples)
  func `going back from the last fire finds the others, and each of them matches`(example: Example) throws {
    let zone = try TimeZoneRules(named: example.zone)
    let expression = try CronExpression.parse(example.text)
    let fires = try example.fires.map { try RFC3339.milliseconds(parsing: $0) / 1_000 }
    for (earlier, later) in zip(fires, fires.dropFirst()) {
      #expect(expression.previous(before: later, in: zone) == earlier)
    }
    for fire in fires {
      #expect(expression.matches(fire, in: zone))
      #expect(!expression.matches(fire + 1, in: zone))
      #expect(expression.previous(before: fire + 1, in: zone) == fire)
      #expect(expression.next(after: fire - 1, in: zone) == fire)
    }
  }

  @Test func `an expression that never matches has no next and no previous fire`() throws {
    let zone = try TimeZoneRules(named: "America/New_York")
    // Never a day; and only ever a time that the zone leaves out.
    for text in ["0 0 */20 * 1L", "30 18 */100 * MON#4"] {
      let expression = try CronExpression.parse(text)
      #expect(expression.next(after: 1_767_225_600, in: zone) == nil)
      #expect(expression.previous(before: 1_767_225_600, in: zone) == nil)
    }
    #expect(try CronExpression.parse("*/30 2 * 3 SUN#2").next(after: 1_767_225_600, in: zone) == nil)
  }

  @Test(
    arguments: ["* * * * *", "0 0 * * *", "*/7 * * * * *", "0 0 29 2 *"], ["UTC", "America/New_York", "Asia/Kolkata"])
  func `the limits of time neither trap nor fire`(text: String, name: String) throws {
    let zone = try TimeZoneRules(named: name)
    let expression = try CronExpression.parse(text)
    #expect(expression.next(after: .max, in: zone) == nil)
    #expect(expression.previous(before: .min, in: zone) == nil)
    #expect(!expression.matches(.max, in: zone))
    #expect(!expression.matches(.min, in: zone))
    let first = try #require(expression.next(after: .min, in: zone))
    let last = try #require(expression.previous(before: .max, in: zone))
    #expect(RFC3339.string(seconds: first, in: .utc).hasPrefix("000"))
    #expect(RFC3339.string(seconds: last, in: .utc).hasPrefix("999"))
    #expect(expression.previous(before: first, in: zone) == nil)
    #expect(expression.next(after: last, in: zone) == nil)
    #expect(expression.matches(first, in: zone) && expression.matches(last, in: zone))
  }
}
