import Cron
import Testing

@Suite struct RFC3339Tests {
  @Test(arguments: [
    (0, 0, "1970-01-01T00:00:00+00:00"),
    (1_762_059_600, -14_400, "2025-11-02T01:00:00-04:00"),
    (1_762_059_600, 20_700, "2025-11-02T10:45:00+05:45"),
    (-1, 0, "1969-12-31T23:59:59+00:00"),
    (0, -17_762, "1969-12-31T19:03:58-04:56:02"),
    (253_402_300_799, 0, "9999-12-31T23:59:59+00:00"),
    (253_402_300_800, 0, "+10000-01-01T00:00:00+00:00"),
    (-62_167_219_201, 0, "-0001-12-31T23:59:59+00:00"),
  ])
  func `an instant is written with its offset`(seconds: Int64, offset: Int32, text: String) {
    #expect(RFC3339.string(seconds: seconds, offset: offset) == text)
  }

  @Test(arguments: [
    (0, "1970-01-01T00:00:00.000Z"), (1_795_232_210_123, "2026-11-21T03:36:50.123Z"),
    (-1, "1969-12-31T23:59:59.999Z"), (7, "1970-01-01T00:00:00.007Z"),
  ])
  func `milliseconds are written in UTC and read back`(milliseconds: Int64, text: String) throws {
    #expect(RFC3339.string(milliseconds: milliseconds) == text)
    #expect(try RFC3339.milliseconds(parsing: text) == milliseconds)
  }

  @Test func `the limits of the type are written without a trap`() {
    #expect(!RFC3339.string(seconds: .max, offset: 3_600).isEmpty)
    #expect(!RFC3339.string(seconds: .min, offset: -3_600).isEmpty)
    #expect(!RFC3339.string(milliseconds: .min).isEmpty)
    #expect(!RFC3339.string(milliseconds: .max).isEmpty)
  }

  @Test(arguments: [
    ("2025-11-02T01:00:00-04:00", 1_762_059_600_000), ("2025-11-02t01:00:00.5-04:00", 1_762_059_600_500),
    ("2025-11-02 05:00:00z", 1_762_059_600_000), ("2025-11-02T05:00:00.1239999999Z", 1_762_059_600_123),
    ("1969-12-31T19:03:58-04:56:02", 0), ("2025-11-02T05:00:00-00:00", 1_762_059_600_000),
    ("0000-01-01T00:00:00Z", -62_167_219_200_000), ("9999-12-31T23:59:59.999Z", 253_402_300_799_999),
  ])
  func `every form of the standard is read`(text: String, milliseconds: Int64) throws {
    #expect(try RFC3339.milliseconds(parsing: text) == milliseconds)
  }

  @Test func `random instants survive a round trip`() throws {
    var generator = SeededGenerator(seed: SeededGenerator.runSeed)
    for _ in 0..<500 {
      let instant = Int64.random(in: -62_000_000_000...253_000_000_000, using: &generator)
      let offset = Int32.random(in: -93_599...93_599, using: &generator)
      let text = RFC3339.string(seconds: instant, offset: offset)
      #expect(try RFC3339.milliseconds(parsing: text) == instant * 1_000, "\(text), seed \(SeededGenerator.runSeed)")
    }
  }

  @Test(arguments: [
    ("", 0, "the year needs 4 digits, as in 2026-11-21T03:36:50Z"),
    ("tomorrow", 0, "the year needs 4 digits, as in 2026-11-21T03:36:50Z"),
    ("2026/11/21", 4, "“-” belongs between year and month"),
    ("2026-13-01T00:00:00Z", 5, "the month is 1 to 12, not 13"),
    ("2026-02-29T00:00:00Z", 8, "February 2026 has 28 days"),
    ("2026-11-21", 10, "T and a time of day are missing: write 2026-11-21T03:36:50Z"),
    ("2026-11-21T24:00:00Z", 11, "the hour is 0 to 23, not 24"),
    ("2026-11-21T03:36Z", 16, "seconds are missing: write them as in 2026-11-21T03:36:50Z"),
    ("2026-11-21T03:36:60Z", 17, "the second is 0 to 59, not 60"),
    ("2026-11-21T03:36:50.Z", 20, "a digit belongs after the decimal point"),
    ("2026-11-21T03:36:50", 19, "the offset is missing: end the time with Z for UTC, or with one such as +02:00"),
    ("2026-11-21T03:36:50+0200", 22, "“:” belongs between the offset's hours and minutes: write +02:00"),
    ("2026-11-21T03:36:50+02:00 ", 25, "nothing may follow the offset"),
    ("２026-11-21T03:36:50Z", 0, "the year needs 4 digits, as in 2026-11-21T03:36:50Z"),
  ])
  func `a malformed time is refused at its column`(text: String, column: Int, message: String) {
    let error = #expect(throws: CronError.self) { try RFC3339.milliseconds(parsing: text) }
    #expect(error?.code == .malformedTime)
    #expect(error?.column == column)
    #expect(error?.message == "not an RFC 3339 time: " + message)
  }
}
