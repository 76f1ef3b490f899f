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
      let cron = VixieCron(times)
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

/// The rule by which cron decides at each minute, in UTC, for fields without mistakes.
private struct VixieCron {
  private let fields: [Set<Int>]
  private let needsBothDays: Bool

  private static let macros = [
    "@yearly": "0 0 1 1 *", "@monthly": "0 0 1 * *", "@weekly": "0 0 * * 0", "@daily": "0 0 * * *",
    "@hourly": "0 * * * *",
  ]
  private static let weekdays = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]

  init(_ times: String) {
    let words = (Self.macros[times] ?? times).split(separator: " ").map(String.init)
    let ranges = [0...59, 0...23, 1...31, 1...12, 0...7]
    fields = zip(words, ranges).map { Self.values($0, in: $1) }
    needsBothDays = words[2].hasPrefix("*") || words[4].hasPrefix("*")
  }

  func runs(at instant: Int64) -> Bool {
    let day = Int(instant / 86_400)
    let (month, date) = Self.civil(day)
    let weekday = (day + 4) % 7
    let dateMatches = fields[2].contains(date)
    let weekdayMatches = fields[4].contains(weekday) || (weekday == 0 && fields[4].contains(7))
    let dayMatches = needsBothDays ? dateMatches && weekdayMatches : dateMatches || weekdayMatches
    return fields[0].contains(Int(instant / 60 % 60)) && fields[1].contains(Int(instant / 3600 % 24))
      && fields[3].contains(month) && dayMatches
  }

  private static func values(_ word: String, in range: ClosedRange<Int>) -> Set<Int> {
    var values: Set<Int> = []
    for term in word.split(separator: ",") {
      let parts = term.split(separator: "/")
      let step = parts.count > 1 ? Int(parts[1]) ?? 1 : 1
      let ends = parts[0].split(separator: "-").map { Int($0) ?? weekdays.firstIndex(of: String($0)) ?? -1 }
      let (low, high) = parts[0] == "*" ? (range.lowerBound, range.upperBound) : (ends[0], ends[ends.count - 1])
      values.formUnion(stride(from: low, through: high, by: step))
    }
    return values
  }

  /// Month and day of December 2026 and January 2027.
  private static func civil(_ day: Int) -> (Int, Int) {
    let sinceDecember = day - 20_788
    return sinceDecember < 31 ? (12, sinceDecember + 1) : (1, sinceDecember - 30)
  }
}
