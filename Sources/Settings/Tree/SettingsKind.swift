/// The kinds of values a settings file can hold; the description is what messages call them.
package enum SettingsKind: String, Hashable, Sendable, CustomStringConvertible {
  case string = "a string"
  case integer = "an integer"
  case double = "a number with a decimal point"
  case boolean = "a boolean"
  /// A date, a time, or both, written without quotes.
  case dateTime = "a date or time"
  case array = "an array"
  case table = "a table"

  package var description: String { rawValue }
}
