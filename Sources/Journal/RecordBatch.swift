/// Records to append as one frame, one behind the other in one piece of memory: a thousand records cost one allocation.
package struct RecordBatch: Sendable {
  /// Where a record ends in the batch's bytes, and what it is; it begins where the one before it ends.
  package struct Extent: Sendable {
    package var end: Int
    /// As in `NewRecord`.
    package var hasPayload: Bool

    package init(end: Int, hasPayload: Bool) {
      self.end = end
      self.hasPayload = hasPayload
    }
  }

  private(set) var bytes: [UInt8] = []
  private(set) var extents: [Extent] = []

  package init() {}

  /// - Parameter extents: in rising order; the last ends where the bytes do.
  package init(bytes: [UInt8], extents: [Extent]) {
    precondition(extents.last?.end ?? 0 == bytes.count, "the records of a batch do not fill its bytes")
    self.bytes = bytes
    self.extents = extents
  }

  package init(_ records: [NewRecord]) {
    for record in records {
      bytes += record.bytes
      extents.append(Extent(end: bytes.count, hasPayload: record.hasPayload))
    }
  }

  /// Calls `body` with each record's bytes, in order, without copying them.
  func withEachRecord(_ body: (_ bytes: UnsafeRawBufferPointer, _ hasPayload: Bool) throws -> Void) rethrows {
    try bytes.withUnsafeBytes { buffer in
      var start = 0
      for extent in extents {
        try body(UnsafeRawBufferPointer(rebasing: buffer[start..<extent.end]), extent.hasPayload)
        start = extent.end
      }
    }
  }
}

extension RecordBatch: RandomAccessCollection {
  package var startIndex: Int { 0 }
  package var endIndex: Int { extents.count }

  package subscript(place: Int) -> NewRecord {
    let start = place == 0 ? 0 : extents[place - 1].end
    return NewRecord(bytes: Array(bytes[start..<extents[place].end]), hasPayload: extents[place].hasPayload)
  }
}

extension RecordBatch: ExpressibleByArrayLiteral {
  package init(arrayLiteral records: NewRecord...) {
    self.init(records)
  }
}
