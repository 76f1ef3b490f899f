/// How much of the log stays after it was compacted, for looking back.
package struct JournalKeep: Sendable, Hashable {
  /// Sealed segments younger than this stay; milliseconds.
  package var milliseconds: Int64
  /// The newest sealed segments stay up to this size; bytes.
  package var bytes: UInt64

  /// Only what is needed.
  package static let nothing = JournalKeep(milliseconds: 0, bytes: 0)

  package init(milliseconds: Int64 = 0, bytes: UInt64 = 0) {
    self.milliseconds = milliseconds
    self.bytes = bytes
  }
}
