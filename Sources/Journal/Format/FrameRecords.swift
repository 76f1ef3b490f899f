/// Walks the records of a frame whose checksums are right.
struct FrameRecords {
  let header: FrameHeader
  let payload: UnsafeRawBufferPointer

  /// One record, and where its first byte is in the payload.
  struct Record {
    let sequence: UInt64
    let offset: Int
    let prefix: RecordFormat.Prefix
    let bytes: UnsafeRawBufferPointer
  }

  /// Calls `body` for each record in order, until it returns false.
  /// - Returns: false when the records break rule 7 of a valid frame.
  @inline(__always)
  func forEach(_ body: (Record) throws -> Bool) rethrows -> Bool {
    var offset = 0
    for place in 0..<UInt64(header.recordCount) {
      guard let prefix = RecordFormat.prefix(payload, at: offset) else { return false }
      let start = offset + prefix.size
      guard payload.count - start >= prefix.length else { return false }
      let bytes = UnsafeRawBufferPointer(rebasing: payload[start..<(start + prefix.length)])
      let record = Record(sequence: header.firstSequence + place, offset: offset, prefix: prefix, bytes: bytes)
      guard try body(record) else { return true }
      offset = start + prefix.length
    }
    return offset == payload.count
  }
}
