package import Cron
package import Daybook

/// Instants as people and programs read them.
package enum InstantText {
  /// RFC 3339 in UTC with milliseconds: the form of every `--json`.
  package static func json(_ instant: Timestamp?) -> JSONText {
    .text(instant.map { RFC3339.string(milliseconds: $0.milliseconds) })
  }

  /// `2m14s ago`, `in 4h12m`, `now`, `–` for none.
  package static func relative(_ instant: Timestamp?, now: Timestamp) -> String {
    guard let instant else { return "–" }
    let distance = milliseconds(from: now, to: instant)
    if abs(distance) < 1000 { return "now" }
    let text = DurationText.rounded(milliseconds: abs(distance))
    return distance > 0 ? "in \(text)" : "\(text) ago"
  }

  /// How long ago, without the word: `2m14s`.
  package static func age(_ instant: Timestamp, now: Timestamp) -> String {
    DurationText.rounded(milliseconds: max(0, milliseconds(from: instant, to: now)))
  }

  /// Saturates well inside the range, so that the distance can be negated.
  private static func milliseconds(from start: Timestamp, to end: Timestamp) -> Int64 {
    let (distance, overflow) = end.milliseconds.subtractingReportingOverflow(start.milliseconds)
    return overflow ? (end > start ? .max : -.max) : max(distance, -.max)
  }

  /// The wall clock of the host with its offset and the distance: `2026-11-21T02:00:00+01:00 (in 4h)`.
  package static func full(_ instant: Timestamp?, now: Timestamp, zone: TimeZoneRules) -> String {
    guard let instant else { return "–" }
    return "\(RFC3339.string(seconds: instant.seconds, in: zone)) (\(relative(instant, now: now)))"
  }

  /// What a person wrote: RFC 3339, or `+5m` from now; a time in the past means now.
  ///
  /// - Throws: `DaybookError` with code `invalidInput` and both forms.
  package static func parse(_ text: String, now: Timestamp) throws(DaybookError) -> Timestamp {
    if text == "now" { return now }
    if text.hasPrefix("+") { return now.adding(milliseconds: try DurationText.milliseconds(text.dropFirst())) }
    do {
      return Timestamp(milliseconds: try RFC3339.milliseconds(parsing: text))
    } catch {
      throw DaybookError(
        .invalidInput, "'\(text)' is \(error.message); or write a distance such as +5m", cause: error)
    }
  }
}
