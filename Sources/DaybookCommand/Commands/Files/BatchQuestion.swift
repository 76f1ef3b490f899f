import Cron
import Daybook

/// One line of `next --batch`: an expression, a zone, a start, a count.
enum BatchQuestion {
  private static let limit: Int64 = 100_000

  /// `{"next":[…]}`, or `{"error":"…"}` for a line or an expression that is wrong.
  static func answer(to line: String) -> JSONText {
    do {
      return .object(["next": .array(try fires(line).map(JSONText.string))])
    } catch {
      return .object(["error": .string(reason(error))])
    }
  }

  private static func reason(_ error: any Error) -> String {
    guard let error = error as? CronError else { return "\(error)" }
    return error.field.map { "\($0): \(error.message)" } ?? error.message
  }

  private static func fires(_ line: String) throws -> [String] {
    guard case .object(let members) = try JSONValue(parsing: Array(line.utf8)),
      case .string(let expression) = members["expr"]
    else { throw DaybookError(.invalidInput, "a question is an object with \"expr\"") }
    let fires = try CronFires(expression: expression, declaredZone: text(members["tz"]))
    var start = SystemTime().now()
    if let from = text(members["from"]) { start = try InstantText.parse(from, now: start) }
    var count = 5
    if case .integer(let wanted) = members["count"] { count = Int(max(0, min(limit, wanted))) }
    return fires.next(count, after: start).map(fires.text)
  }

  private static func text(_ value: JSONValue?) -> String? {
    if case .string(let text) = value { text } else { nil }
  }
}
