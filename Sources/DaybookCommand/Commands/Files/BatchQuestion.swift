import Cron
import Daybook

/// The lines of `next --batch`: an expression, a zone, a start, a count; what a line leaves out is as it says here.
struct BatchQuestion {
  let timeZone: String?
  let start: Timestamp
  let count: Int

  /// `{"next":[…]}`, or `{"error":"…"}` for a line or an expression that is wrong.
  func answer(to line: String) -> JSONText {
    do {
      return .object(["next": .array(try fires(line).map(JSONText.string))])
    } catch {
      return .object(["error": .string(Self.reason(error))])
    }
  }

  private static func reason(_ error: any Error) -> String {
    guard let error = error as? CronError else { return "\(error)" }
    return error.field.map { "\($0): \(error.message)" } ?? error.message
  }

  private func fires(_ line: String) throws -> [String] {
    guard case .object(let members) = try JSONValue(parsing: Array(line.utf8)),
      case .string(let expression) = members["expr"]
    else { throw DaybookError(.invalidInput, "a question is an object with \"expr\"") }
    let fires = try CronFires(expression: expression, declaredZone: Self.text(members["tz"]) ?? timeZone)
    var start = start
    if let from = Self.text(members["from"]) { start = try InstantText.parse(from, now: start) }
    var count = count
    if case .integer(let wanted) = members["count"] { count = Int(max(0, min(Int64(NextCommand.limit), wanted))) }
    return fires.next(count, after: start).map(fires.text)
  }

  private static func text(_ value: JSONValue?) -> String? {
    if case .string(let text) = value { text } else { nil }
  }
}
