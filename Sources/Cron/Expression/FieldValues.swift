/// What one field of an expression selects.
struct FieldValues: Sendable, Hashable {
  /// The numbers listed; a 7 in day-of-week is stored as 0.
  var values = ValueSet()
  /// Whether the field's first character is `*` (or a bare `?`), which decides the day rule and the daylight-saving rule.
  var beginsWithStar = false
  /// `L` in day-of-month.
  var lastDay = false
  /// `LW` in day-of-month.
  var lastWorkday = false
  /// The days of the week written as `5L`.
  var lastWeekdays = ValueSet()
  /// The days of the week written as `1#2`: member (n - 1) * 7 + weekday.
  var nthWeekdays = ValueSet()
  /// The steps that reach no second value.
  var wideSteps: [WideStep] = []

  /// Whether anything but numbers is listed.
  var hasSymbols: Bool {
    lastDay || lastWorkday || !lastWeekdays.isEmpty || !nthWeekdays.isEmpty
  }
}
