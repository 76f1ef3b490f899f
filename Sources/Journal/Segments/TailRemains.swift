/// What stands behind the last valid frame of the last segment, judged by the rules in Frame.swift.
struct TailRemains {
  /// The most that one unfinished append can leave.
  private static let largestAppend = FrameHeader.size + JournalLimits.frameBytes

  enum Verdict: Sendable, Equatable {
    /// Nothing but zeros.
    case end
    /// A valid frame or footer: it was still being written when it was looked at first.
    case intact
    /// An append that was never finished; its remains are so many bytes.
    case torn(bytes: Int)
    /// Appends that were not on disk when the machine went down, some written wholly and some not: so many bytes, and the
    /// highest record that was among them.
    case lost(bytes: Int, lastSequence: UInt64)
    case corrupt(String)
  }

  private let start: UInt64
  private let nextSequence: UInt64
  private let link: UInt32
  private let fileSize: UInt64
  private let bootTag: UInt32
  /// The remains up to the last byte that is not zero, and at least a header if the file has one.
  private let bytes: [UInt8]
  /// Bytes up to and with the last that is not zero.
  private let used: Int

  /// - Parameters:
  ///   - syncedThrough: every record up to this one is known to have been on disk.
  ///   - bootTag: of the time since the machine was started last.
  static func judge(at cursor: LogCursor, syncedThrough: UInt64, bootTag: UInt32) throws(JournalError) -> Verdict {
    let file = cursor.segment.file
    let size = try file.status().size
    let used = try usedBytes(of: file, from: cursor.offset, to: size)
    guard used <= largestAppend else { return .corrupt("\(used) bytes stand there that are not frames") }
    let count = min(max(used, FrameHeader.size), Int(size - min(size, cursor.offset)))
    let remains = TailRemains(
      start: cursor.offset,
      nextSequence: cursor.nextSequence,
      link: cursor.link,
      fileSize: size,
      bootTag: bootTag,
      bytes: try file.read(count, at: cursor.offset),
      used: used
    )
    return remains.verdict(isSynced: syncedThrough >= cursor.nextSequence)
  }

  /// How many bytes there are up to the last that is not zero.
  private static func usedBytes(of file: OpenFile, from start: UInt64, to end: UInt64) throws(JournalError) -> Int {
    let step = 256 << 10
    var used = 0
    var offset = start
    while offset < end {
      let part = try file.read(step, at: offset)
      if part.isEmpty { break }
      if !part.withUnsafeBytes({ $0.isAllZero }), let last = part.lastIndex(where: { $0 != 0 }) {
        used = Int(offset - start) + last + 1
      }
      offset += UInt64(part.count)
    }
    return used
  }

  private func verdict(isSynced: Bool) -> Verdict {
    bytes.withUnsafeBytes { buffer in
      let append = Append(buffer, at: start, used: used, nextSequence: nextSequence, link: link)
      if append == .intact { return .intact }
      if isSynced { return .corrupt("record \(nextSequence) was acknowledged, and is missing or damaged") }
      if used == 0 { return .end }
      if let (offset, sequence) = laterFrame(in: buffer, after: append) {
        if let last = lastLost(in: buffer, after: append) { return .lost(bytes: used, lastSequence: last) }
        return .corrupt("an intact frame, of record \(sequence), stands after it at offset \(start + UInt64(offset))")
      }
      switch append {
      case .intact, .misplaced: return .corrupt("the frame there does not belong after the one before it")
      case .frame(let header):
        let length = Int(header.frameLength)
        let isUnfinished = isUnfinished(buffer, length: length)
        if used <= length { return isUnfinished ? .torn(bytes: used) : .corrupt(FrameFault.payload.explanation) }
        // Parts of later appends may be there without any of their headers.
        guard isUnfinished, header.bootTag != bootTag else {
          return .corrupt("other bytes stand after an unfinished frame")
        }
        return .lost(bytes: used, lastSequence: header.lastSequence)
      case .footer(let length):
        return isUnfinished(buffer, length: length) ? .torn(bytes: used) : .corrupt(FrameFault.footer.explanation)
      case .unknown:
        let isTorn = isUnfinished(buffer, length: FrameHeader.size)
        return isTorn ? .torn(bytes: used) : .corrupt(FrameFault.header.explanation)
      }
    }
  }

  /// Whether the file ends inside the append, or a part of it between two multiples of 512 is all zero.
  private func isUnfinished(_ buffer: UnsafeRawBufferPointer, length: Int) -> Bool {
    if start + UInt64(length) > fileSize { return true }
    let sector = 512
    var part = 0
    while part < length {
      let next = min(length, part + sector - Int((start + UInt64(part)) % UInt64(sector)))
      // Everything behind `used` is zero.
      let written = min(part, used)..<min(next, used)
      if UnsafeRawBufferPointer(rebasing: buffer[written]).isAllZero { return true }
      part = next
    }
    return false
  }

  /// A frame behind the append that was whole when it was written: its header's checksum is right, and its sequence number
  /// higher than the one expected.
  private func laterFrame(in buffer: UnsafeRawBufferPointer, after append: Append) -> (offset: Int, sequence: UInt64)? {
    laterHeader(in: buffer, from: Self.start(after: append)).map { ($0.offset, $0.header.firstSequence) }
  }

  /// The highest record of the later frames, if all of them were written before the machine was started last and none says
  /// that the record missing here was on disk; else nil.
  private func lastLost(in buffer: UnsafeRawBufferPointer, after append: Append) -> UInt64? {
    var last: UInt64?
    var offset = Self.start(after: append)
    while let (found, header) = laterHeader(in: buffer, from: offset) {
      guard header.bootTag != bootTag, header.syncedThrough < nextSequence else { return nil }
      last = max(last ?? 0, header.lastSequence)
      offset = found + FrameHeader.size
    }
    return last
  }

  private func laterHeader(in buffer: UnsafeRawBufferPointer, from start: Int) -> (offset: Int, header: FrameHeader)? {
    var offset = start
    while offset + FrameHeader.size <= buffer.count {
      if buffer.integer(at: offset, as: UInt32.self) == FrameHeader.magic,
        case .header(let header, _) = FrameHeader.decode(UnsafeRawBufferPointer(rebasing: buffer[offset...])),
        header.firstSequence > nextSequence
      {
        return (offset, header)
      }
      offset += 1
    }
    return nil
  }

  /// The payload of a frame may hold anything, a copy of another journal's frames too.
  private static func start(after append: Append) -> Int {
    if case .frame(let header) = append { Int(header.frameLength) } else { 1 }
  }
}

extension TailRemains {
  /// What the remains begin with.
  private enum Append: Equatable {
    case intact
    /// The header is right, and says what cannot be right here.
    case misplaced
    /// The header is right.
    case frame(FrameHeader)
    /// The mark of a footer that would take so many bytes.
    case footer(length: Int)
    case unknown

    init(_ bytes: UnsafeRawBufferPointer, at start: UInt64, used: Int, nextSequence: UInt64, link: UInt32) {
      self = .unknown
      guard bytes.count >= FrameHeader.size else { return }
      if bytes.integer(at: 0, as: UInt32.self) == SegmentFooter.markMagic {
        let length = SegmentFooter.size(entries: Int(bytes.integer(at: 4, as: UInt32.self)))
        guard length <= JournalLimits.segmentBytes else { return }
        self = .footer(length: length)
        if bytes.count >= length, used <= length,
          SegmentFooter.decode(UnsafeRawBufferPointer(rebasing: bytes[..<length]), at: start) != nil
        {
          self = .intact
        }
        return
      }
      guard case .header(let header, _) = FrameHeader.decode(bytes) else { return }
      guard header.isWithinLimits, header.firstSequence == nextSequence, header.link == link else {
        self = .misplaced
        return
      }
      let length = Int(header.frameLength)
      self = .frame(header)
      guard bytes.count >= length else { return }
      let payload = UnsafeRawBufferPointer(rebasing: bytes[FrameHeader.size..<length])
      if Checksum.of(payload) == header.payloadChecksum { self = .intact }
    }
  }
}
