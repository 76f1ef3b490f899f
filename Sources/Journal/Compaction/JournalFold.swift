/// What gives records their meaning when a journal is compacted: a state made from nothing but a snapshot and records.
package protocol JournalFold {
  /// Becomes what a snapshot says.
  mutating func restore(_ state: UnsafeRawBufferPointer, through sequence: UInt64) throws

  /// Folds one record in.
  mutating func apply(_ sequence: UInt64, _ record: UnsafeRawBufferPointer) throws

  /// The state's bytes for a snapshot: the same in every process that has folded the same records.
  mutating func encode() throws -> [UInt8]

  /// Whether a record with a payload may still be read, so that it has to be carried forward; asked after `encode`, in the
  /// order of the records.
  mutating func keepsPayload(of sequence: UInt64) -> Bool
}
