/// The six fields, in the order they are written; five-field expressions start at the minute.
package enum CronField: Int, Sendable, Hashable, CaseIterable {
  case second, minute, hour, dayOfMonth, month, dayOfWeek

  private static let monthNames = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
  ]
  private static let weekdayNames = [
    "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
  ]

  /// The field's name in messages.
  package var name: String {
    switch self {
    case .second: "second"
    case .minute: "minute"
    case .hour: "hour"
    case .dayOfMonth: "day-of-month"
    case .month: "month"
    case .dayOfWeek: "day-of-week"
    }
  }

  /// The numbers that may be written; 7 in day-of-week is another 0.
  package var range: ClosedRange<Int> {
    switch self {
    case .second, .minute: 0...59
    case .hour: 0...23
    case .dayOfMonth: 1...31
    case .month: 1...12
    case .dayOfWeek: 0...7
    }
  }

  /// The English names of the values from `range.lowerBound` up; empty for fields that have none.
  var names: [String] {
    switch self {
    case .month: Self.monthNames
    case .dayOfWeek: Self.weekdayNames
    default: []
    }
  }

  /// The English name of a month or day of the week, or the number where there are no names.
  func name(of value: Int) -> String {
    let index = self == .dayOfWeek ? value % 7 : value - range.lowerBound
    return names.indices.contains(index) ? names[index] : String(value)
  }

  /// The name of a value in the three letters that expressions use: `MON`, `JAN`.
  package func shortName(of value: Int) -> String {
    name(of: value).prefix(3).uppercased()
  }

  /// The value of a name: at least the first three letters of an English one, in any case.
  func value(named word: String) -> Int? {
    guard word.count >= 3 else { return nil }
    let word = word.lowercased()
    return names.firstIndex { $0.lowercased().hasPrefix(word) }.map { $0 + range.lowerBound }
  }
}
