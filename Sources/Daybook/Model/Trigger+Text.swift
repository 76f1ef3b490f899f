import Cron

extension Trigger {
  /// The trigger in a table: `0 2 * * * Europe/Paris`, `every 5m`, `at 2027-01-01T00:00:00.000Z`, `at boot`.
  package var text: String {
    switch self {
    case .cron(let expression, let zone): expression.contains("TZ=") ? expression : "\(expression) \(zone)"
    case .every(let milliseconds, _, _): "every \(DurationText.text(milliseconds: milliseconds))"
    case .at(let instant): "at \(instant.text)"
    case .boot: "at boot"
    }
  }
}

extension Timestamp {
  /// RFC 3339 in UTC with milliseconds.
  package var text: String { RFC3339.string(milliseconds: milliseconds) }
}
