import Cron
import Daybook
import DaybookCommand
import Testing

struct TextTests {
  private static let now = Sandbox.start

  @Test(arguments: [
    (Int64(0), "now"), (999, "now"), (-999, "now"), (5000, "in 5.0s"), (-134_000, "2m14s ago"),
    (15_120_000, "in 4h12m"),
  ])
  func `an instant is told by its distance`(distance: Int64, text: String) {
    #expect(InstantText.relative(Self.now.adding(milliseconds: distance), now: Self.now) == text)
  }

  @Test func `no instant is a dash, and the ends of time do not trap`() {
    #expect(InstantText.relative(nil, now: Self.now) == "–")
    _ = InstantText.relative(Timestamp(milliseconds: .max), now: Timestamp(milliseconds: .min))
    _ = InstantText.age(Timestamp(milliseconds: .min), now: Self.now)
  }

  @Test(arguments: [
    ("now", Int64(0)), ("+5m", 300_000), ("2026-11-21T03:36:51.123Z", 1000), ("2026-11-21T04:36:50.123+01:00", 0),
  ])
  func `a time is absolute or a distance from now`(text: String, distance: Int64) throws {
    #expect(try InstantText.parse(text, now: Self.now) == Self.now.adding(milliseconds: distance))
  }

  @Test(arguments: ["5m", "tomorrow", "2026-11-21", "+5", ""])
  func `any other time is refused with both forms`(text: String) {
    let error = #expect(throws: DaybookError.self) { try InstantText.parse(text, now: Self.now) }
    #expect(error?.code == .invalidInput)
    #expect(error?.message.contains("write") == true)
  }

  @Test(arguments: [
    (Int64(0), "0 B"), (1023, "1023 B"), (1024, "1.0 KiB"), (840_000, "820 KiB"), (4_402_341_478, "4.1 GiB"),
    (-5, "0 B"),
    (.max, "819 PiB"),
  ])
  func `a size has one unit`(bytes: Int64, text: String) {
    #expect(SizeText.rounded(bytes: bytes) == text)
  }

  @Test func `columns are aligned by what the screen shows`() {
    var table = Table([.init("ID"), .init("NAME"), .init("N", isNumber: true)])
    table.add(["#1", "漢字", "5"])
    table.add(["#1000", "é", "12"])
    #expect(table.lines(width: nil, usesColor: false) == ["ID     NAME   N", "#1     漢字   5", "#1000  é     12"])
  }

  @Test func `a narrow terminal cuts the flexible column`() {
    var table = Table([.init("ID"), .init("DETAIL", isFlexible: true)])
    table.add(["#1", "a rather long sentence about what happened"])
    #expect(table.lines(width: 20, usesColor: false) == ["ID  DETAIL", "#1  a rather long s…"])
  }

  @Test func `a very narrow terminal cuts other flexible columns as well, and a pipe only very long cells`() {
    var table = Table([.init("JOB", isFlexible: true), .init("DETAIL", isFlexible: true)])
    table.add(["a rather long name", Table.Cell(String(repeating: "x", count: 200))])
    #expect(table.lines(width: 28, usesColor: false)[1] == "a rather long…  xxxxxxxxxxx…")
    #expect(
      table.lines(width: nil, usesColor: false)[1] == "a rather long name  " + String(repeating: "x", count: 119) + "…")
  }

  @Test func `text from jobs cannot steer the terminal or break the table`() {
    var table = Table([.init("NAME"), .init("X")])
    table.add([Table.Cell("a\u{1B}[2Jb\nc\u{202E}"), "x"])
    #expect(table.lines(width: nil, usesColor: true)[1] == "ab↵c  x")
  }

  @Test func `colour surrounds the text and not its padding`() {
    var table = Table([.init("A"), .init("B")])
    table.add([Table.Cell("x", .red), "y"])
    table.add(["long", "y"])
    #expect(table.lines(width: nil, usesColor: true)[1] == "\u{1B}[31mx\u{1B}[0m     y")
  }
}
