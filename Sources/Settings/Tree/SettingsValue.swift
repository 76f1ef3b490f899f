/// A value of a settings file as it stands, for the places where a schema takes anything, such as a job's payload.
package indirect enum SettingsValue: Hashable, Sendable {
  case string(String)
  case integer(Int)
  case double(Double)
  case boolean(Bool)
  /// RFC 3339 text of a date, a time, or both.
  case dateTime(String)
  case array([SettingsValue])
  /// In the order of the file.
  case table([Member])

  /// One key of a table and its value.
  package struct Member: Hashable, Sendable {
    package let name: String
    package let value: SettingsValue

    package init(name: String, value: SettingsValue) {
      self.name = name
      self.value = value
    }
  }
}
