import Glibc

/// Frames that are written anew behind another place of the log: the same records with the same numbers, linked to what
/// stands before them there.
struct CarriedFrames: CustomStringConvertible {
  private let journalIdentifier: [UInt8]
  private let number: UInt64
  private let firstSequence: UInt64
  private let link: UInt32
  private let time: Int64
  private(set) var records: UInt64 = 0
  /// Whether something stands behind the last frame that could be read.
  private var hasRemains = false

  /// Whether what cannot be read was ever acknowledged: the end of a sentence.
  private let acknowledgement: String

  /// For the segment after the cursor's, which is left where the cursor stands.
  /// - Parameter reserved: what the lock file says of numbers used under a weaker durability.
  init(behind cursor: LogCursor, time: Int64, _ reserved: ReservedMark?) {
    self.time = time
    acknowledgement = ReservedMark.acknowledgement(of: cursor.nextSequence, reserved)
    journalIdentifier = cursor.segment.header.journalIdentifier
    number = cursor.segment.number + 1
    firstSequence = cursor.nextSequence
    link = cursor.link
  }

  /// What the new segment begins with.
  var header: SegmentHeader {
    SegmentHeader(
      features: .afterLeftSegment,
      journalIdentifier: journalIdentifier,
      number: number,
      firstSequence: firstSequence,
      created: time,
      link: link
    )
  }

  /// What kept frames from being read that may well be intact.
  private(set) var readFailure: JournalError?

  /// Copies the intact frames from the cursor on, up to the first that is not. Throws also when the system did not let them be
  /// read; `readFailure` says so.
  mutating func write(to file: OpenFile, from cursor: inout LogCursor) throws(SystemCallError) {
    var end = UInt64(SegmentHeader.size)
    var link = header.encode().checksum
    while let frame = try readFrame(at: &cursor) {
      var header = frame.header
      header.link = link
      // What was known to be on disk when the frame was written first is still true, and no more than that.
      let bytes = cursor.withRecords(of: frame) { Self.encode(header, payload: $0.payload, checksum: &link) }
      try file.write(bytes, at: end)
      end += UInt64(bytes.count)
      records += UInt64(header.recordCount)
      cursor.pass(frame.header, checksum: frame.checksum)
    }
  }

  var description: String {
    let carried = records == 0 ? "and nothing behind them could be read" : "\(records) behind them were written anew"
    return hasRemains ? carried + "; the rest was lost, and \(acknowledgement)" : carried
  }

  private mutating func readFrame(at cursor: inout LogCursor) throws(SystemCallError) -> LogCursor.Frame? {
    do throws(JournalError) {
      return try frame(at: &cursor)
    } catch {
      readFailure = error
      throw error.cause ?? SystemCallError(call: "pread", number: EIO)
    }
  }

  /// The frame at the cursor; nil at the first that is not intact: none of them was known to be on disk.
  private mutating func frame(at cursor: inout LogCursor) throws(JournalError) -> LogCursor.Frame? {
    switch try cursor.step() {
    case .frame(let frame): return frame
    case .footer: return nil
    case .end, .left, .invalid:
      // Which boot it was does not matter: anything but zeros is the rest of an append.
      let verdict = try? TailRemains.judge(at: cursor, syncedThrough: 0, bootTag: 0)
      hasRemains = verdict != .end
      return nil
    }
  }

  private static func encode(_ header: FrameHeader, payload: UnsafeRawBufferPointer, checksum: inout UInt32) -> [UInt8]
  {
    var bytes = [UInt8](repeating: 0, count: FrameHeader.size + payload.count)
    checksum = bytes.withUnsafeMutableBytes { buffer in
      let checksum = header.encode(into: buffer)
      UnsafeMutableRawBufferPointer(rebasing: buffer[FrameHeader.size...]).copyMemory(from: payload)
      return checksum
    }
    return bytes
  }
}
