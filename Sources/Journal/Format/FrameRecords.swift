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

  /// Where the records with a payload are in their segment.
  /// - Parameters:
  ///   - start: the offset of the payload in the file.
  ///   - first: the number of the segment's first record.
  func payloadEntries(from start: UInt64, first: UInt64) -> [PayloadEntry] {
    var entries: [PayloadEntry] = []
    _ = forEach { record in
      if record.prefix.hasPayload {
        let offset = UInt32(start) + UInt32(record.offset)
        entries.append(PayloadEntry(sequence: UInt32(record.sequence - first), offset: offset))
      }
      return true
    }
    return entries
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
