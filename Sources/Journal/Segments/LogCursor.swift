/// A place in the log between two frames, which moves from frame to frame and from segment to segment.
///
/// It checks everything it passes and changes nothing. Whether what is not a frame is the end, a torn tail or corruption
/// is decided by its user, with `TailRemains`.
struct LogCursor: Sendable {
  let directory: JournalDirectory
  private let access: FileAccess
  private(set) var segment: Segment
  private(set) var offset: UInt64
  private(set) var nextSequence: UInt64
  /// The checksum of what stands before `offset`.
  private(set) var link: UInt32
  /// 0 when none of the segment has been passed.
  private(set) var lastFrameOffset: UInt64 = 0
  private(set) var framesPassed: UInt64 = 0
  /// Whether the end of the segment was passed, so that the log goes on in the next one.
  private(set) var isSealed = false
  private var window = ReadWindow()
  /// The name of the segment after this one, which every look at the end of the log asks for.
  private let nextName: String
  private var nextHeader = NextHeader.unknown

  /// A frame, or what stands in its place.
  enum Step {
    case frame(Frame)
    case footer(SegmentFooter)
    /// The segment was left here without a footer, as the next one says.
    case left
    /// Zeros, or the end of the file.
    case end
    case invalid(FrameFault)
  }

  /// A valid frame at the cursor; its bytes stay in memory until the next step.
  struct Frame {
    let header: FrameHeader
    let checksum: UInt32
    fileprivate let payload: Range<Int>
  }

  /// At the first frame of a segment.
  init(at segment: Segment, in directory: JournalDirectory, _ access: FileAccess) {
    self.directory = directory
    self.access = access
    self.segment = segment
    nextName = Segment.fileName(segment.number + 1)
    offset = UInt64(SegmentHeader.size)
    nextSequence = segment.header.firstSequence
    link = segment.headerChecksum
  }

  /// Looks at what stands at the cursor, without moving.
  ///
  /// Throws `stale` when what was passed is no part of the log any more.
  mutating func step() throws(JournalError) -> Step {
    if try isLeftHere() { return .left }
    let start = try window.load(FrameHeader.size, at: offset, of: segment.file)
    let first = window.withBytes(start, Self.classify)
    switch first {
    case .zeros: return .end
    case .mark(let entries): return try footer(entries: entries)
    case .short: return .invalid(.cutShort)
    case .other: return .invalid(.header)
    case .version(let version): throw newer(version)
    case .header(let header, let checksum):
      guard header.isWithinLimits else { return .invalid(.limits) }
      guard header.firstSequence == nextSequence else { return .invalid(.sequence(found: header.firstSequence)) }
      guard header.link == link else { return .invalid(.link) }
      let whole = try window.load(Int(header.frameLength), at: offset, of: segment.file)
      guard whole.count == Int(header.frameLength) else { return .invalid(.cutShort) }
      let payload = (whole.lowerBound + FrameHeader.size)..<whole.upperBound
      guard window.withBytes(payload, { Checksum.of($0) }) == header.payloadChecksum else { return .invalid(.payload) }
      return .frame(Frame(header: header, checksum: checksum, payload: payload))
    }
  }

  /// Calls `body` with the records of a frame `step` returned just before.
  /// - Returns: false when the records break rule 7.
  func withRecords<Result>(of frame: Frame, _ body: (FrameRecords) throws -> Result) rethrows -> Result {
    try window.withBytes(frame.payload) { try body(FrameRecords(header: frame.header, payload: $0)) }
  }

  /// Moves past a frame that stands, or was just written, at the cursor.
  mutating func pass(_ header: FrameHeader, checksum: UInt32) {
    precondition(header.firstSequence == nextSequence && header.link == link, "a frame passed does not follow the last")
    lastFrameOffset = offset
    offset += header.frameLength
    nextSequence += UInt64(header.recordCount)
    link = checksum
    framesPassed += 1
  }

  /// Moves past the footer that stands, or was just written, at the cursor.
  mutating func pass(_ footer: SegmentFooter) {
    precondition(UInt64(footer.offset) == offset, "a footer passed is at \(footer.offset), not at \(offset)")
    offset = footer.end
    link = footer.checksum
    isSealed = true
  }

  /// Moves past the place where the segment was left.
  mutating func passLeftEnd() {
    isSealed = true
  }

  /// Moves to the segment after one whose end was passed; false when there is none yet.
  mutating func enterNextSegment() throws(JournalError) -> Bool {
    precondition(isSealed, "segment \(segment.number) was not read to its end")
    guard let next = try Segment.open(segment.number + 1, in: directory, access) else { return false }
    let header = next.header
    let isNext = header.firstSequence == nextSequence
    let isAfterGap = header.features.contains(.afterGap) && header.firstSequence > nextSequence
    guard header.journalIdentifier == segment.header.journalIdentifier, isNext || isAfterGap, header.link == link else {
      // This one was left before its end, which was passed already.
      if header.features.contains(.afterLeftSegment), header.firstSequence <= nextSequence {
        throw .stale(directory.path, after: header.firstSequence - 1)
      }
      throw .corrupt(
        "the segment's header does not belong after segment \(segment.number)",
        path: next.file.path,
        journal: directory.path,
        offset: 0,
        sequence: nextSequence
      )
    }
    self = LogCursor(at: next, in: directory, access)
    return true
  }

  /// Lets go of what was read ahead: the file may have changed.
  mutating func forgetWindow() {
    window.forget()
    if case .absent = nextHeader { nextHeader = .unknown }
  }

  /// Where it stands.
  var place: LogPlace {
    LogPlace(segment: segment.number, offset: offset, nextSequence: nextSequence, link: link)
  }

  /// Moves ahead to a place of this segment, without looking at what stands before it; false for a place elsewhere.
  mutating func move(to place: LogPlace) -> Bool {
    guard place.segment == segment.number, place.offset >= offset, place.nextSequence >= nextSequence else {
      return false
    }
    offset = place.offset
    nextSequence = place.nextSequence
    link = place.link
    return true
  }

  /// Moves to where the hint says the log ends, if a valid frame of this segment does end there.
  mutating func move(to hint: TailHint) throws(JournalError) -> Bool {
    guard hint.segment == segment.number, hint.lastFrameOffset >= offset,
      let header = try header(at: hint.lastFrameOffset, checksum: hint.link),
      hint.lastFrameOffset + header.frameLength == hint.offset, header.lastSequence + 1 == hint.nextSequence,
      try isIntact(header, at: hint.lastFrameOffset)
    else { return false }
    offset = hint.offset
    nextSequence = hint.nextSequence
    link = hint.link
    lastFrameOffset = hint.lastFrameOffset
    return true
  }

  /// The error that says what stands at the cursor cannot be part of the log.
  func corrupt(_ explanation: String) -> JournalError {
    .corrupt(explanation, path: segment.file.path, journal: directory.path, offset: offset, sequence: nextSequence)
  }
}

// MARK: - Segments that were left

extension LogCursor {
  /// What the next segment says of this one.
  private enum NextHeader {
    /// Not looked at.
    case unknown
    /// There is no next segment yet.
    case absent
    /// This one ends in a footer.
    case sealed
    /// This one ends before this record, after this link.
    case left(firstSequence: UInt64, link: UInt32)
  }

  private mutating func isLeftHere() throws(JournalError) -> Bool {
    if case .unknown = nextHeader { nextHeader = try lookAhead() }
    guard case .left(let firstSequence, let link) = nextHeader, nextSequence >= firstSequence else { return false }
    guard nextSequence == firstSequence, link == self.link else {
      throw .stale(directory.path, after: firstSequence - 1)
    }
    return true
  }

  private func lookAhead() throws(JournalError) -> NextHeader {
    do {
      guard try directory.hasSegment(nextName),
        let next = try Segment.open(segment.number + 1, in: directory, .read)
      else { return .absent }
      guard next.header.features.contains(.afterLeftSegment) else { return .sealed }
      return .left(firstSequence: next.header.firstSequence, link: next.header.link)
    } catch {
      // A next segment that is damaged is a matter for whoever enters it.
      guard error.code == .corrupt else { throw error }
      return .sealed
    }
  }
}

// MARK: - Reading

extension LogCursor {
  private enum Start {
    case zeros, short, other
    case mark(entries: UInt32)
    case version(UInt8)
    case header(FrameHeader, checksum: UInt32)
  }

  /// What up to 44 bytes begin.
  private static func classify(_ bytes: UnsafeRawBufferPointer) -> Start {
    if bytes.isAllZero { return .zeros }
    if bytes.count >= SegmentFooter.markSize, bytes.integer(at: 0, as: UInt32.self) == SegmentFooter.markMagic {
      return .mark(entries: bytes.integer(at: 4))
    }
    guard bytes.count == FrameHeader.size else { return .short }
    switch FrameHeader.decode(bytes) {
    case .header(let header, let checksum): return .header(header, checksum: checksum)
    case .otherVersion(let version): return .version(version)
    case .invalid: return .other
    }
  }

  private mutating func footer(entries: UInt32) throws(JournalError) -> Step {
    guard Int(entries) <= JournalLimits.segmentBytes / SegmentFooter.entrySize else { return .invalid(.footer) }
    let size = SegmentFooter.size(entries: Int(entries))
    let range = try window.load(size, at: offset, of: segment.file)
    guard range.count == size else { return .invalid(.cutShort) }
    let footer = window.withBytes(range) { SegmentFooter.decode($0, at: offset) }
    guard let footer, footer.lastSequence + 1 == nextSequence, footer.link == link,
      footer.recordCount == nextSequence - segment.header.firstSequence
    else { return .invalid(.footer) }
    return .footer(footer)
  }

  private mutating func header(at offset: UInt64, checksum: UInt32) throws(JournalError) -> FrameHeader? {
    let range = try window.load(FrameHeader.size, at: offset, of: segment.file)
    guard range.count == FrameHeader.size,
      case .header(let header, checksum) = window.withBytes(range, FrameHeader.decode),
      header.isWithinLimits
    else { return nil }
    return header
  }

  private mutating func isIntact(_ header: FrameHeader, at offset: UInt64) throws(JournalError) -> Bool {
    let start = offset + UInt64(FrameHeader.size)
    let range = try window.load(Int(header.payloadLength), at: start, of: segment.file)
    return range.count == Int(header.payloadLength)
      && window.withBytes(range) { Checksum.of($0) } == header.payloadChecksum
  }

  private func newer(_ version: UInt8) -> JournalError {
    JournalError(
      .newerVersion,
      "\(segment.file.path) has a frame of version \(version) at offset \(offset), written by a newer daybook; this one "
        + "knows version \(FrameHeader.version). Nothing was changed; use the newer one",
      path: segment.file.path,
      offset: offset,
      sequence: nextSequence
    )
  }
}
