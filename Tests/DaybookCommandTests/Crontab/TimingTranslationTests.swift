import Cron
import DaybookCommand
import Testing

struct TimingTranslationTests {
  @Test(arguments: [
    "* * * * *", "*/5 0-23/2 1,15 jan-MAR mon", "09,39 * * * *", "0 0 1-31 * 1", "0 0 */2 * 1", "*/90 * * * *",
    "@daily",
    "@yearly", "0 0 * * 0,7", "5-5/20 0 * * *",
  ])
  func `what cron and Daybook read alike is taken as it is written, without a remark`(times: String) {
    let result = translate("\(times) x\n")
    #expect(result.expressions == [times])
    #expect(result.places.isEmpty)
  }

  @Test(arguments: [
    ("0 22-2,5 * * *", "0 5 * * *", 3), ("1.5 * * * *", "1 * * * *", 2), ("*/5/2 * * * *", "*/5 * * * *", 4),
    ("*x * * * *", "* * * * *", 2), ("50-10,* 1 * * *", "0-59 1 * * *", 1), ("50-10,*/7 1 * * *", "0-59/7 1 * * *", 1),
    ("0 0 20-10 * 1", "0 0 * * 1", 5), ("0 0 1 * 5-2", "0 0 1 * *", 9), ("0 0 1#2 * *", "0 0 1 * *", 6),
  ])
  func `what cron reads in its own way is written so that Daybook reads it too`(
    times: String, expression: String, column: Int
  ) throws {
    let result = translate("\(times) x\n")
    #expect(result.expressions == [expression])
    #expect(result.places == ["1:\(column) differs"])
    #expect(throws: Never.self) { try CronExpression.parse(expression) }
  }

  @Test(arguments: [
    ("0 22-2 * * *", 3), ("30-10 * * * *", 1), ("0 0 * dec-jan *", 7), ("0 0 20-10 * *", 5), ("0 0 20-10 * 5-2", 5),
    ("0 0 30 2 *", 5), ("0 0 31 4,6 *", 5), ("0 9 * * FRI-SUN", 9), ("0 0 * * 5-2", 9),
  ])
  func `what never runs under cron is left out, with a caret`(times: String, column: Int) {
    let result = translate("\(times) x\n")
    #expect(result.jobs.isEmpty)
    #expect(result.places == ["1:\(column) left out"])
    #expect(result.leftOutCount == 1)
  }

  @Test func `a range that runs backwards comes with the two that were meant`() throws {
    let remark = try #require(translate("0 22-2 * * * x\n").remarks.first)
    #expect(remark.cron == "takes 22-2 for no hour at all, so it never runs this")
    #expect(remark.remedy == "ranges do not wrap: write 22-23,0-2")
    let sunday = try #require(translate("0 9 * * FRI-SUN x\n").remarks.first)
    #expect(sunday.cron.contains("cronie's: as up to 7, Sunday"))
  }

  @Test func `a value that cronie draws is drawn once, and the same in every import`() throws {
    let result = translate("10~20 3 * * * x\n~ ~ * * * y\n")
    #expect(result == translate("10~20 3 * * * x\n~ ~ * * * y\n"))
    let minute = try #require(result.expressions.first?.split(separator: " ").first.flatMap { Int($0) })
    #expect((10...20).contains(minute))
    #expect(result.places == ["1:1 differs", "2:1 differs", "2:3 differs"])
    let drawn = (0..<40).map { translate("0~59 0 * * * job\($0)\n").expressions[0] }
    #expect(Set(drawn).count > 15)
  }

  @Test func `the boot and the macros`() {
    #expect(translate("@reboot a\n@weekly b\n").expressions == ["boot", "@weekly"])
  }
}
