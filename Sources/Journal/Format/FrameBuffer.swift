/// Puts records together as one frame; kept and used again, so that an append takes no memory.
struct FrameBuffer: Sendable {
  private var bytes: [UInt8] = []
  /// The frame last put together.
  private(set) var length = 0
  private(set) var header: FrameHeader?
  /// The checksum of its header, to which the next frame links.
  private(set) var checksum: UInt32 = 0
  /// The records with a payload, and where they are from the start of the frame.
  private(set) var payloadRecords: [(sequence: UInt64, offset: Int)] = []

  /// Bytes of the frame these records make; throws when a limit is passed.
  static func length(of records: RecordBatch) throws(JournalError) -> Int {
    var total = 0
    var start = 0
    for extent in records.extents {
      let size = extent.end - start
      guard size <= JournalLimits.recordBytes else {
        throw JournalError(
          .tooLarge,
          "a record has \(size) bytes; the most is \(JournalLimits.recordBytes). "
            + "Put the data in a file and its path in the job"
        )
      }
      total += RecordFormat.size(ofRecordWith: size, hasPayload: extent.hasPayload)
      start = extent.end
    }
    guard total <= JournalLimits.frameBytes else {
      throw JournalError(
        .tooLarge,
        "an append of \(records.count) records has \(total) bytes; the most is \(JournalLimits.frameBytes). "
          + "Append them in several parts"
      )
    }
    return FrameHeader.size + total
  }

  /// Puts the frame together. `length` is what `length(of:)` gave.
  mutating func encode(
    _ records: RecordBatch,
    length: Int,
    firstSequence: UInt64,
    link: UInt32,
    syncedThrough: UInt64,
    bootTag: UInt32
  ) {
    if bytes.count < length || bytes.count > 2 * length + (1 << 20) { bytes = [UInt8](repeating: 0, count: length) }
    self.length = length
    payloadRecords.removeAll(keepingCapacity: true)
    var places = payloadRecords
    let (header, checksum) = bytes.withUnsafeMutableBytes { buffer in
      var offset = FrameHeader.size
      var sequence = firstSequence
      records.withEachRecord { bytes, hasPayload in
        if hasPayload { places.append((sequence, offset)) }
        let target = UnsafeMutableRawBufferPointer(rebasing: buffer[offset..<length])
        offset += RecordFormat.encode(bytes, hasPayload: hasPayload, sequence: sequence, into: target)
        sequence += 1
      }
      precondition(offset == length, "a frame of \(length) bytes was put together as \(offset)")
      let header = FrameHeader(
        payloadLength: UInt32(length - FrameHeader.size),
        firstSequence: firstSequence,
        syncedThrough: syncedThrough,
        bootTag: bootTag,
        recordCount: UInt32(records.count),
        link: link,
        payloadChecksum: Checksum.of(UnsafeRawBufferPointer(rebasing: buffer[FrameHeader.size..<length]))
      )
      return (header, header.encode(into: buffer))
    }
    payloadRecords = places
    self.header = header
    self.checksum = checksum
  }

  /// The frame's bytes, for writing.
  func withBytes<Result>(_ body: (UnsafeRawBufferPointer) throws(SystemCallError) -> Result) throws(SystemCallError)
    -> Result
  {
    try bytes.withBytes { (buffer) throws(SystemCallError) in
      try body(UnsafeRawBufferPointer(rebasing: buffer[..<length]))
    }
  }
}
