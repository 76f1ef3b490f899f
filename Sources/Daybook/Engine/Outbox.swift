import Journal

/// The records that a transaction emitted, and the sequence of the next.
struct Outbox {
  private(set) var nextSequence: UInt64
  private var writer = RecordWriter(reserving: 0)
  private var extents: [RecordBatch.Extent] = []

  init(nextSequence: UInt64) {
    self.nextSequence = nextSequence
  }

  var isEmpty: Bool { extents.isEmpty }
  var byteCount: Int { writer.bytes.count }
  var records: RecordBatch { RecordBatch(bytes: writer.bytes, extents: extents) }

  /// Adds the record that `write` puts down.
  /// - Returns: its sequence.
  mutating func add(hasPayload: Bool, _ write: (inout RecordWriter) -> Void) -> UInt64 {
    write(&writer)
    extents.append(RecordBatch.Extent(end: writer.bytes.count, hasPayload: hasPayload))
    defer { nextSequence += 1 }
    return nextSequence
  }

  /// Calls `body` with the bytes of the record added last.
  func withLast<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    let start = extents.dropLast().last?.end ?? 0
    return writer.bytes.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[start...])) }
  }
}
