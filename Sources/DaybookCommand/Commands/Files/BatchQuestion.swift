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
      if line.allSatisfy(\.isWhitespace) {
        throw DaybookError(.invalidInput, "an empty line; a question is an object such as {\"expr\":\"0 2 * * *\"}")
      }
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
    else { throw DaybookError(.invalidInput, "a question is an object such as {\"expr\":\"0 2 * * *\"}") }
    let fires = try CronFires(expression: expression, declaredZone: try Self.text("tz", members) ?? timeZone)
    var start = start
    if let from = try Self.text("from", members) { start = try InstantText.parse(from, now: start) }
    return fires.next(try count(members["count"]), after: start).map(fires.text)
  }

  private static func text(_ key: String, _ members: [String: JSONValue]) throws(DaybookError) -> String? {
    switch members[key] {
    case nil, .null: return nil
    case .string(let text): return text
    case .some(let value): throw DaybookError(.invalidInput, "\"\(key)\" is a string, not \(value.typeName)")
    }
  }

  private func count(_ value: JSONValue?) throws(DaybookError) -> Int {
    switch value {
    case nil, .null: return count
    case .integer(let wanted) where (0...Int64(NextCommand.limit)).contains(wanted): return Int(wanted)
    default: throw DaybookError(.invalidInput, "\"count\" is a whole number from 0 to \(NextCommand.limit)")
    }
  }
}
