/// How far a journal has been read while an engine opens it.
package struct OpeningProgress: Hashable, Sendable {
  /// Told now and then, on the thread that opens.
  package typealias Receiver = @Sendable (OpeningProgress) -> Void

  /// Between two of them, in records.
  static let interval: UInt64 = 8192

  /// Records read, or known from a snapshot.
  package var records: UInt64
  /// All there are; 0 while that is not known.
  package var total: UInt64

  package init(records: UInt64, total: UInt64) {
    self.records = records
    self.total = total
  }

  /// From 0 to 1; nil while it is not known how many there are.
  package var fraction: Double? { total > 0 ? min(1, Double(records) / Double(total)) : nil }
}
