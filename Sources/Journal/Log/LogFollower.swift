/// Follows the log from its first record: delivers each once, and notes where it is.
struct LogFollower: Sendable {
  private(set) var cursor: LogCursor
  private let catalog: SegmentCatalog
  /// The last record delivered or appended.
  private(set) var position: UInt64

  /// Why there is nothing more to deliver.
  enum Stop: Sendable, Equatable {
    /// Zeros, or the end of the file.
    case end
    /// The end of the segment was passed, and there is no next one.
    case sealed
    /// Something that is not a valid frame, at least not yet.
    case invalid(FrameFault)
  }

  init(at cursor: LogCursor, catalog: SegmentCatalog) {
    self.cursor = cursor
    self.catalog = catalog
    position = cursor.nextSequence - 1
    catalog.enter(cursor.segment)
  }

  /// Delivers everything there is.
  ///
  /// Where `receive` throws, the frame stays before the cursor, and its records already delivered are left out next time.
  mutating func follow(_ receive: RecordReceiver) throws -> Stop {
    cursor.forgetWindow()
    while true {
      if cursor.isSealed {
        guard try enterNextSegment() else { return .sealed }
      }
      switch try cursor.step() {
      case .frame(let frame): try deliver(frame, receive)
      case .footer(let footer): cursor.pass(footer)
      case .left: cursor.passLeftEnd()
      case .end: return .end
      case .invalid(let fault): return .invalid(fault)
      }
    }
  }

  /// Moves past a frame that this process has just written at the cursor.
  mutating func appended(_ frame: FrameBuffer) {
    guard let header = frame.header else { preconditionFailure("an empty frame was appended") }
    let start = cursor.offset
    cursor.pass(header, checksum: frame.checksum)
    catalog.add(frame.payloadRecords.map { ($0.sequence, start + UInt64($0.offset)) })
    position = header.lastSequence
  }

  /// Moves past the footer that this process has just written.
  mutating func sealed(_ footer: SegmentFooter) {
    cursor.pass(footer)
  }

  /// Moves into the segment after a sealed one; false when there is none yet.
  mutating func enterNextSegment() throws(JournalError) -> Bool {
    guard try cursor.enterNextSegment() else { return false }
    catalog.enter(cursor.segment)
    return true
  }

  private mutating func deliver(_ frame: LogCursor.Frame, _ receive: RecordReceiver) throws {
    var payloads: [(sequence: UInt64, offset: UInt64)] = []
    var delivered = position
    defer { position = delivered }
    let start = cursor.offset + UInt64(FrameHeader.size)
    let fillsFrame = try cursor.withRecords(of: frame) { records in
      try records.forEach { record in
        if record.sequence > delivered {
          try receive(record.sequence, record.bytes)
          delivered = record.sequence
        }
        if record.prefix.hasPayload { payloads.append((record.sequence, start + UInt64(record.offset))) }
        return true
      }
    }
    guard fillsFrame else { throw cursor.corrupt(FrameFault.records.explanation) }
    catalog.add(payloads)
    cursor.pass(frame.header, checksum: frame.checksum)
  }
}
