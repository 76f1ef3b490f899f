import Daybook
import Testing

struct DurationTextTests {
  @Test(
    arguments: [
      ("500ms", 500), ("90s", 90_000), ("1h30m", 5_400_000), ("2d", 172_800_000), ("1w", 604_800_000), ("0s", 0),
      ("1h30m5s250ms", 5_405_250), ("1H", 3_600_000),
    ] as [(String, Int64)])
  func `durations with units are read`(_ text: String, _ milliseconds: Int64) throws {
    #expect(try DurationText.milliseconds(text) == milliseconds)
  }

  @Test(arguments: ["", "5", "h", "1.5h", "-1s", "30m1h", "1s1s", "1 h", "1year", "+5m"])
  func `anything else is refused with an example`(_ text: String) {
    #expect(throws: DaybookError.self) { try DurationText.milliseconds(text) }
  }

  @Test func `a bare number is told both units`() {
    let error = #expect(throws: DaybookError.self) { try DurationText.milliseconds("30") }
    #expect(error?.message.contains("30s") == true && error?.message.contains("30ms") == true)
  }

  @Test(arguments: [0, 1, 999, 1000, 61_000, 3_600_000, 90_061_001] as [Int64])
  func `exact text reads back`(_ milliseconds: Int64) throws {
    #expect(try DurationText.milliseconds(DurationText.text(milliseconds: milliseconds)) == milliseconds)
  }

  @Test(
    arguments: [
      (0, "0ms"), (820, "820ms"), (1500, "1.5s"), (12_000, "12s"), (134_000, "2m14s"), (15_120_000, "4h12m"),
      (86_400_000 * 9, "1w2d"), (-5, "0ms"),
    ] as [(Int64, String)])
  func `rounded text has two units at most`(_ milliseconds: Int64, _ text: String) {
    #expect(DurationText.rounded(milliseconds: milliseconds) == text)
  }

  @Test func `an absurd duration saturates instead of trapping`() throws {
    #expect(try DurationText.milliseconds("9223372036854775807w") == .max)
  }
}
