import Cron
import DaybookCommand
import Testing

struct RealCrontabTests {
  @Test(arguments: RealCrontab.all.indices)
  func `a crontab from the field is taken whole, and nothing about its lines is different`(index: Int) throws {
    let crontab = RealCrontab.all[index]
    let imported = translate(crontab.text, .system, worker: TestHost.root)
    let addition = try JobsFileAddition(
      imported, to: nil, from: [crontab.title],
      in: JobsFileAddition.Place(file: "f", source: "/f", owner: "root", hostZone: "UTC"))
    let found = zip(addition.added, imported.expressions).map { RealCrontab.Job($0.name, $1) }
    #expect(found == crontab.jobs, "\(crontab.title)")
    #expect(imported.places.isEmpty, "\(crontab.title)")
  }

  /// Every minute of three weeks around a year's end, as Vixie's cron looks at each.
  @Test func `they fire when cron would run them, to the minute`() throws {
    let start: Int64 = 1_797_552_000  // 2026-12-18T00:00:00Z
    for times in Set(RealCrontab.all.flatMap(\.jobs).map(\.times)).subtracting(["boot"]).sorted() {
      let expression = try CronExpression.parse(times)
      let cron = try #require(VixieCron(times))
      for minute in 0..<Int64(21 * 1440) {
        let instant = start + minute * 60
        guard cron.runs(at: instant) == expression.matches(instant, in: .utc) else {
          Issue.record("\(times) differs at \(instant)")
          break
        }
      }
    }
  }
}
