import Cron
import Daybook

/// The fires of a cron expression in the zone that applies to it.
struct CronFires {
  private let expression: CronExpression
  private let zone: TimeZoneRules

  /// - Parameter declaredZone: named beside the expression; nil leaves it to the expression, else to the host.
  /// - Throws: `CronError` for the expression or the zone.
  init(expression text: String, declaredZone: String?) throws(CronError) {
    expression = try CronExpression.parse(text)
    zone = try TimeZoneRules(
      named: try expression.timeZoneName(declared: declaredZone, fallback: TimeZoneRules.hostName()))
  }

  func next(_ count: Int, after start: Timestamp) -> [Timestamp] {
    expression.next(count, after: start.seconds, in: zone).map { Timestamp(seconds: $0) }
  }

  /// A fire with the zone's offset.
  func text(_ instant: Timestamp) -> String { RFC3339.string(seconds: instant.seconds, in: zone) }

  func explanation(after start: Timestamp, count: Int) -> Explanation {
    Explanation(of: expression, after: start.seconds, in: zone, count: count)
  }
}
