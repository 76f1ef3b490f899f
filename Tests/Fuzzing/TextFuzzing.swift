import Cron
import Daybook
import Settings

/// What people write: expressions, payloads and jobs files.
enum TextFuzzing {
  /// Some summer and some leap day are near.
  private static let instant: Int64 = 1_700_000_000

  static func readCron(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    guard let expression = try? CronExpression.parse(text) else { return }
    var last = instant
    for _ in 0..<3 {
      guard let next = expression.next(after: last, in: .utc) else { return }
      demand(next > last, "\(text): \(next) comes after \(last)")
      demand(expression.previous(before: next + 1, in: .utc) == next, "\(text): \(next) is not found backwards")
      last = next
    }
    demand(!Explanation(of: expression, after: instant, in: .utc, count: 2).sentence.isEmpty, text)
  }

  static func readJSON(_ bytes: [UInt8]) {
    guard let value = try? JSONValue(parsing: bytes) else { return }
    let written = value.encoded()
    let again = try? JSONValue(parsing: written)
    demand(again?.encoded() == written, String(decoding: written, as: UTF8.self))
  }

  static func readSettings(_ bytes: [UInt8]) {
    do {
      let document = try SettingsDocument(bytes: bytes, file: "daybook.toml")
      _ = document.root.table("scheduler")?.integer("concurrency", in: 1...1000)
      for job in document.root.tables("jobs") {
        _ = job.stringArray("command")
        _ = job.string("queue")
        _ = job.table("backoff")?.string("strategy")
      }
      for schedule in document.root.tables("schedules") { _ = schedule.string("cron") }
      try document.finish()
    } catch {
      for problem in error.problems { demand(!problem.message.isEmpty && problem.line > 0, "\(problem)") }
    }
  }
}
