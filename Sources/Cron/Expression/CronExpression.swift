/// A cron expression: when its wall clock says so, fire.
///
/// Five fields (minute, hour, day-of-month, month, day-of-week), six with seconds first, or a macro such as `@daily`,
/// optionally after `CRON_TZ=Zone`. Values are immutable and hold no zone rules: each question about instants names the
/// rules to use.
///
/// **Days.** If day-of-month or day-of-week begins with `*`, a day must match both; otherwise either is enough.
///
/// **Changes of the clock.** A job is *fixed* when none of its second, minute and hour fields begins with `*`: each of
/// its wall times fires at the first instant at which the clock has reached it, so once after a gap and once in an
/// overlap. Any other job fires at each real second whose wall clock matches: never in a gap, twice in an overlap.
public struct CronExpression: Sendable, Hashable {
  /// The most characters an expression may have.
  public static let maximumLength = 1_024

  /// The expression as it was written.
  public let text: String
  /// The zone of a `CRON_TZ=` or `TZ=` prefix; nil when there is none. It need not exist.
  public let timeZoneName: String?
  /// Whether it has six fields.
  public let hasSeconds: Bool
  /// Whether it is a fixed job: none of its second, minute and hour fields begins with `*`.
  public let isFixed: Bool

  let pattern: WallClockPattern
  /// Whether the hour field begins with `*`.
  let anyHour: Bool
  /// The steps that select one value only.
  let wideSteps: [WideStep]

  /// Reads an expression.
  /// - Throws: `CronError` with the field and column at fault and what to write instead.
  public static func parse(_ text: String) throws(CronError) -> CronExpression {
    try ExpressionParser(text).parse()
  }

  /// The zone to evaluate in: the expression's own, else the declared one, else the fallback.
  /// - Throws: `CronError` when the expression and the declaration name different zones.
  public func timeZoneName(declared: String?, fallback: String) throws(CronError) -> String {
    guard let timeZoneName else { return declared ?? fallback }
    if let declared, declared != timeZoneName {
      throw CronError(
        .timeZoneConflict, text: text, column: 0,
        "the expression names \(timeZoneName) and the schedule \(declared): write the zone in one place")
    }
    return timeZoneName
  }
}

extension CronExpression: CustomStringConvertible {
  /// The expression as it was written.
  public var description: String { text }
}
