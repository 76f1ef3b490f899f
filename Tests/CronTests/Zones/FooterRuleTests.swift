import Cron
import Testing

/// The rules that a footer may give for the years after the table.
@Suite struct FooterRuleTests {
  private func offset(_ footer: String, at time: String) throws -> Int32 {
    var file = ZoneFileBytes()
    file.footer = footer
    let zone = try file.database().rules(named: "Test/Zone")
    return zone.offset(at: try RFC3339.milliseconds(parsing: time) / 1_000)
  }

  @Test(arguments: [
    ("<-03>3", "2030-06-01T00:00:00Z", -10_800),
    ("IST-5:30", "2030-06-01T00:00:00Z", 19_800),
    ("LMT+0:01:15", "2030-06-01T00:00:00Z", -75),
    // First and last second of summer, on the second Sunday of March and the first of November.
    ("EST5EDT,M3.2.0,M11.1.0", "2050-03-13T06:59:59Z", -18_000),
    ("EST5EDT,M3.2.0,M11.1.0", "2050-03-13T07:00:00Z", -14_400),
    ("EST5EDT,M3.2.0,M11.1.0", "2050-11-06T05:59:59Z", -14_400),
    ("EST5EDT,M3.2.0,M11.1.0", "2050-11-06T06:00:00Z", -18_000),
    // The southern summer spans the new year.
    ("AEST-10AEDT,M10.1.0,M4.1.0/3", "2050-12-31T23:59:59Z", 39_600),
    ("AEST-10AEDT,M10.1.0,M4.1.0/3", "2051-01-01T00:00:00Z", 39_600),
    ("AEST-10AEDT,M10.1.0,M4.1.0/3", "2051-07-01T00:00:00Z", 36_000),
    // Half an hour of summer; negative summer; hours beyond a day, before and after it.
    ("<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", "2050-01-01T00:00:00Z", 39_600),
    ("IST-1GMT0,M10.5.0,M3.5.0/1", "2050-01-01T00:00:00Z", 0),
    ("IST-1GMT0,M10.5.0,M3.5.0/1", "2050-07-01T00:00:00Z", 3_600),
    ("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2050-03-27T00:59:59Z", -7_200),
    ("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "2050-03-27T01:00:00Z", -3_600),
    ("IST-2IDT,M3.4.4/26,M10.5.0", "2050-03-24T23:59:59Z", 7_200),
    ("IST-2IDT,M3.4.4/26,M10.5.0", "2050-03-25T00:00:00Z", 10_800),
    // Days of the year, with and without 29 February; summer all year.
    ("AAA0BBB,J60,J300", "2052-03-01T02:00:00Z", 3_600),
    ("AAA0BBB,J60,J300", "2052-03-01T01:59:59Z", 0),
    ("AAA0BBB,59,299", "2052-02-29T02:00:00Z", 3_600),
    ("AAA0BBB,59,299", "2052-02-29T01:59:59Z", 0),
    ("XXX3EDT4,0/0,J365/23", "2050-01-01T03:30:00Z", -14_400),
    ("XXX3EDT4,0/0,J365/23", "2050-07-01T00:00:00Z", -14_400),
  ])
  func `a rule gives the offset of its season`(footer: String, time: String, expected: Int32) throws {
    #expect(try offset(footer, at: time) == expected)
  }

  @Test(arguments: [
    "C", "CET", "CE1", "<+0>", "<>0", "CET25", "CET-1X", "CET-1CEST,M3.5.0", "CET-1CEST,M3.5.0,",
    "CET-1CEST,M13.1.0,M1.1.0",
    "CET-1CEST,M3.6.0,M10.5.0", "CET-1CEST,M3.5.7,M10.5.0", "CET-1CEST,J0,J5", "CET-1CEST,366,5",
    "CET-1CEST,M3.5.0/168,M10.5.0", "CET-1CEST,M3.5.0,M10.5.0x", "CET-1:60", "<+01-1", "EST9999999999999999999",
  ])
  func `text that is no rule is refused`(footer: String) {
    #expect(throws: CronError.self) { try offset(footer, at: "2050-01-01T00:00:00Z") }
  }
}
