/// Something legal about an expression that may not be what its author means.
package struct CronWarning: Sendable, Equatable {
  /// What it is about.
  package enum Kind: String, Sendable {
    /// No instant matches within 400 years.
    case neverFires
    /// Day-of-month and day-of-week are both restricted.
    case bothDayFields
    /// A step is wider than the range it divides.
    case wideStep
    /// A time that a coming change of the clock skips.
    case gap
    /// A time that a coming change of the clock repeats.
    case overlap
  }

  /// What it is about.
  package let kind: Kind
  /// What will happen and, where it helps, what to write instead.
  package let message: String
}
