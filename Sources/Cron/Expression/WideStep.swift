/// A step that is wider than the range it divides, so that only the first value remains: legal, and worth a warning.
package struct WideStep: Sendable, Hashable {
  /// The field it stands in.
  package let field: CronField
  /// The term as written: `*/90`.
  package let term: String
  /// The one value it selects.
  package let value: Int
}
