import Console
import Daybook
import Testing

@Suite struct `Numbers and times` {
  @Test(arguments: [(0, "0"), (999, "999"), (1204, "1,204"), (1_234_567, "1,234,567"), (-1204, "-1,204")])
  func `groups thousands`(number: Int, text: String) {
    #expect(NumberText.grouped(number) == text)
  }

  @Test(arguments: [(812, "812"), (9999, "9,999"), (18_450, "18k"), (2_450_000, "2.4M"), (31_000_000, "31M")])
  func `keeps counts short`(number: Int, text: String) {
    #expect(NumberText.compact(number) == text)
  }

  @Test(arguments: [
    (0.0, "0/s"), (0.34, "0.3/s"), (2, "2/s"), (41.2, "41/s"), (12_345, "12k/s"), (.infinity, "1000M/s"),
  ])
  func `writes rates`(rate: Double, text: String) {
    #expect(NumberText.rate(rate) == text)
  }

  @Test(
    arguments: [
      (0, 0, "1970-01-01 00:00:00"), (1_795_271_551_000, 0, "2026-11-21 14:32:31"),
      (1_795_271_551_000, 3600, "2026-11-21 15:32:31"), (951_782_399_000, 0, "2000-02-28 23:59:59"),
      (951_782_400_000, 0, "2000-02-29 00:00:00"), (-1000, 0, "1969-12-31 23:59:59"),
      (4_107_542_400_000, -18_000, "2100-02-28 19:00:00"),
    ] as [(Int64, Int, String)])
  func `writes dates and times`(milliseconds: Int64, offset: Int, text: String) {
    #expect(ClockText.dateAndTime(Timestamp(milliseconds: milliseconds), utcOffset: offset) == text)
  }

  @Test func `leaves the date out on the same day`() {
    let clock = WallClock(now: World.start, utcOffset: 0)
    #expect(ClockText.short(World.start.adding(milliseconds: -3_600_000), clock: clock) == "13:32")
    #expect(ClockText.short(World.start.adding(milliseconds: -86_400_000), clock: clock) == "20 Nov 14:32")
  }

  @Test(
    arguments: [(-5, "0s"), (999, "0s"), (12_400, "12s"), (134_000, "2m14s"), (15_120_000, "4h12m")]
      as [(Int64, String)])
  func `writes spans in whole seconds`(milliseconds: Int64, text: String) {
    #expect(ClockText.span(milliseconds: milliseconds) == text)
  }

  @Test func `survives the ends of time`() {
    for end in [Int64.min, .max] {
      #expect(!ClockText.dateAndTime(Timestamp(milliseconds: end), utcOffset: 50_000).isEmpty)
      #expect(!ClockText.span(milliseconds: end).isEmpty)
    }
  }
}
