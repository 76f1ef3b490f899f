import Cron
import Daybook
import Settings

/// Readers of the values that jobs files are made of.
extension SettingsTable {
  /// A duration in milliseconds, at least 1.
  func duration(_ key: String) -> Int64? {
    value(key, expecting: "a duration such as 30s or 1h30m") { text in
      let milliseconds = try DurationText.milliseconds(text)
      if milliseconds < 1 { throw SettingsValueError("write at least 1ms") }
      return milliseconds
    }
  }

  /// An instant, RFC 3339.
  func instant(_ key: String) -> Timestamp? {
    value(key, expecting: "a time such as 2027-01-01T00:00:00Z") { text in
      do throws(CronError) {
        return Timestamp(milliseconds: try RFC3339.milliseconds(parsing: text))
      } catch {
        throw SettingsValueError(error.message, offset: error.column)
      }
    }
  }

  /// `description`: what a job or schedule is for.
  func purpose() -> String? {
    value("description", expecting: "a sentence") { text in
      if text.utf8.count > Limits.messageBytes {
        throw SettingsValueError("write at most \(Limits.messageBytes) bytes")
      }
      return text.isEmpty ? nil : text
    }.flatMap(\.self)
  }

  /// `max-retries`, or `max-attempts`, which is one more.
  func retries() -> Int? {
    let retries = integer("max-retries", in: 0...1000)
    let attempts = integer("max-attempts", in: 1...1001)
    if position(of: "max-retries") != nil, position(of: "max-attempts") != nil {
      problem("max-attempts", "\"max-attempts\" is \"max-retries\" + 1; write only one of them")
    }
    return retries ?? attempts.map { $0 - 1 }
  }

  /// The name of a zone that the host's database has.
  func timeZoneName(_ key: String) -> String? {
    value(key, expecting: "a time zone such as \"Europe/Paris\"") { text in
      do throws(CronError) {
        return try TimeZoneRules(named: text).name
      } catch {
        throw SettingsValueError(error.message, offset: error.column)
      }
    }
  }

  /// A type, queue or schedule name under a key.
  func name(_ key: String, of what: String) -> String? {
    value(key, expecting: "the name of a \(what)") { text in
      do throws(DaybookError) {
        try Name.validate(text, what: what)
        return text
      } catch {
        throw SettingsValueError(error.message)
      }
    }
  }

  /// Reports a table whose own name is no valid name of a type, queue or schedule.
  func checkOwnName(of what: String) {
    do {
      try Name.validate(name, what: what)
    } catch {
      problem(error.message)
    }
  }
}
