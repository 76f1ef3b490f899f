/// A record to append.
package struct NewRecord: Sendable {
  /// What the record says; at most `JournalLimits.recordBytes`.
  package var bytes: [UInt8]
  /// Whether the record will be read again by its sequence number, and so is worth an index entry and its own checksum.
  package var hasPayload: Bool

  package init(bytes: [UInt8], hasPayload: Bool) {
    self.bytes = bytes
    self.hasPayload = hasPayload
  }
}
