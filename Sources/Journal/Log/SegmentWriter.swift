/// Writes frames behind the last one: makes room, seals full segments, begins new ones. Used by the holder of the append
/// lock whose follower stands at the end of the log.
struct SegmentWriter: Sendable {
  /// Above this, zeros written ahead of a frame cost more than they save.
  private static let largestFrameWithZeros = 64 << 10

  private let options: JournalOptions
  let factory: SegmentFactory
  /// The segment whose size is known, and the size it had when it was looked at.
  private var allocated: (segment: UInt64, end: UInt64) = (0, 0)
  /// Where in it the space begins that was taken by this process and not written yet.
  private var unwritten: UInt64 = 0
  private var reserved: UInt64 = 0
  /// The segment whose name is known to be on disk.
  private var named: UInt64 = 0

  init(_ options: JournalOptions, in directory: JournalDirectory) {
    self.options = options
    factory = SegmentFactory(
      directory: directory,
      firstSpace: UInt64(min(options.preallocation, options.segmentSize))
    )
  }

  /// Makes the first segment of a new journal.
  func makeFirstSegment(journalIdentifier: [UInt8], time: Int64) throws(WriteFailure) {
    try make(
      SegmentHeader(journalIdentifier: journalIdentifier, number: 1, firstSequence: 1, created: time, link: 0)
    )
  }

  /// Makes room for a frame: in the last segment, or in a new one when that would become too large.
  /// - Parameters:
  ///   - length: bytes of the frame.
  ///   - entries: how many entries the segment's footer will have, were it sealed after the frame; the payloads of the
  ///     frame included.
  ///   - didSeal: called when a segment was sealed, and with that everything before synced, before the next is begun.
  mutating func makeRoom(
    for length: Int,
    entries: (known: [PayloadEntry], new: Int),
    at follower: inout LogFollower,
    time: Int64,
    didSeal: () throws(WriteFailure) -> Void
  ) throws(WriteFailure) {
    var footer = SegmentFooter.size(entries: entries.known.count + entries.new)
    let end = follower.cursor.offset + UInt64(length) + UInt64(footer)
    if !follower.cursor.isSealed, follower.cursor.framesPassed > 0, end > UInt64(options.segmentSize) {
      try seal(entries.known, at: &follower)
      try didSeal()
    }
    if follower.cursor.isSealed {
      try beginSegment(after: &follower, time: time)
      footer = SegmentFooter.size(entries: entries.new)
    }
    if follower.cursor.framesPassed == 0 { try makeNameDurable(of: follower.cursor.segment) }
    try allocate(for: length, footer: footer, in: follower.cursor)
  }

  /// Seals the segment, if there is anything in it, and begins the next.
  /// - Parameter didSeal: as in `makeRoom`.
  /// - Returns: whether a segment was sealed.
  mutating func finishSegment(
    _ entries: [PayloadEntry],
    at follower: inout LogFollower,
    time: Int64,
    didSeal: () throws(WriteFailure) -> Void
  ) throws(WriteFailure) -> Bool {
    guard !follower.cursor.isSealed, follower.cursor.framesPassed > 0 else { return false }
    try seal(entries, at: &follower)
    try didSeal()
    try beginSegment(after: &follower, time: time)
    return true
  }

  /// Ends the segment and begins the next one with a higher number than the next: those between are never used.
  mutating func skip(to sequence: UInt64, _ entries: [PayloadEntry], at follower: inout LogFollower, time: Int64)
    throws(WriteFailure)
  {
    if !follower.cursor.isSealed { try seal(entries, at: &follower) }
    try beginSegment(after: &follower, at: sequence, time: time)
  }

  /// Writes the frame at the cursor, which does not move.
  mutating func write(_ frame: FrameBuffer, at cursor: LogCursor) throws(WriteFailure) {
    let file = cursor.segment.file
    do throws(SystemCallError) {
      try frame.withBytes { (bytes) throws(SystemCallError) in try file.write(bytes, at: cursor.offset) }
    } catch {
      allocated = (0, 0)
      throw removing(cursor, error)
    }
  }
}

// MARK: - Room

extension SegmentWriter {
  /// What an append finds.
  enum Room: Sendable {
    case plenty
    /// The disk is full: only the reserve is left.
    case reserve
  }

  /// Takes space ahead of the frames, here or in the next segment, while more than the reserve is left to write to.
  /// - Parameter entries: how many entries the segment's footer would have now.
  mutating func takeSpaceAhead(entries: Int, at cursor: LogCursor) throws(WriteFailure) -> Room {
    let reserve = UInt64(options.reserve)
    if try room(at: cursor, entries) >= reserve { return .plenty }
    var failure: WriteFailure?
    do {
      if !cursor.isSealed {
        let footer = UInt64(SegmentFooter.size(entries: entries))
        try extend(to: min(cursor.offset + reserve + footer, UInt64(options.segmentSize)), of: cursor)
      }
      if cursor.isSealed || allocated.end >= UInt64(options.segmentSize), reserved <= cursor.segment.number {
        try self.reserve(cursor.segment.number + 1)
      }
    } catch {
      guard case .full = error else { throw error }
      failure = error
    }
    let left = try room(at: cursor, entries)
    if left >= reserve { return .plenty }
    // Below that, what is decided would hardly fit.
    if let failure, left < reserve / 8 { throw failure }
    return failure == nil ? .plenty : .reserve
  }

  /// Bytes that frames can take before more space is needed.
  private mutating func room(at cursor: LogCursor, _ entries: Int) throws(WriteFailure) -> UInt64 {
    let next = reserved > cursor.segment.number ? factory.firstSpace - UInt64(SegmentHeader.size) : 0
    if cursor.isSealed { return next }
    let used = cursor.offset + UInt64(SegmentFooter.size(entries: entries))
    if allocated.segment != cursor.segment.number || allocated.end < used {
      try lookAtSize(of: cursor.segment)
    }
    return allocated.end - min(allocated.end, used) + next
  }

  private mutating func allocate(for length: Int, footer: Int, in cursor: LogCursor) throws(WriteFailure) {
    let needed = cursor.offset + UInt64(length) + UInt64(footer)
    try extend(to: needed, of: cursor)
    // A large frame is written at once: zeros ahead of it would cost more than they save.
    if length < Self.largestFrameWithZeros { try writeAhead(to: needed, of: cursor) }
  }

  private mutating func extend(to needed: UInt64, of cursor: LogCursor) throws(WriteFailure) {
    let file = cursor.segment.file
    if allocated.segment != cursor.segment.number || allocated.end < needed { try lookAtSize(of: cursor.segment) }
    guard allocated.end < needed else { return }
    do throws(SystemCallError) {
      let end = roomEnd(needed)
      try file.allocate(from: allocated.end, count: end - allocated.end)
      allocated.end = end
    } catch {
      throw Self.failure(error, path: file.path)
    }
  }

  /// Writes zeros where the next frames go: the first write into space never written costs the file system a transaction.
  private mutating func writeAhead(to needed: UInt64, of cursor: LogCursor) throws(WriteFailure) {
    // Large frames may have been written there without.
    unwritten = max(unwritten, cursor.offset)
    guard unwritten < needed else { return }
    let file = cursor.segment.file
    do throws(SystemCallError) {
      try file.writeZeros(from: unwritten, count: Int(allocated.end - unwritten))
      unwritten = allocated.end
    } catch {
      throw Self.failure(error, path: file.path)
    }
  }

  /// Others may have made room and used it: what lies before the end of the file is theirs.
  private mutating func lookAtSize(of segment: Segment) throws(WriteFailure) {
    allocated = (segment.number, try size(of: segment.file))
    unwritten = allocated.end
  }

  private static func failure(_ error: SystemCallError, path: String) -> WriteFailure {
    error.isOutOfSpace ? .full(path: path, error) : .refused(path: path, error)
  }

  /// Space is taken in whole chunks, and not beyond the size at which the segment is sealed.
  private func roomEnd(_ needed: UInt64) -> UInt64 {
    let chunk = UInt64(options.preallocation)
    let rounded = (needed + chunk - 1) / chunk * chunk
    return max(needed, min(rounded, UInt64(options.segmentSize)))
  }

  private func size(of file: OpenFile) throws(WriteFailure) -> UInt64 {
    do {
      return try file.status().size
    } catch {
      throw .refused(path: file.path, error.cause ?? SystemCallError(call: "fstat", number: 0))
    }
  }

  /// After a failed write: takes away what was written of the frame. Only when space was lacking is that believed.
  private func removing(_ cursor: LogCursor, _ failure: SystemCallError) -> WriteFailure {
    let file = cursor.segment.file
    do throws(SystemCallError) {
      // Cut, not zeroed: zeros could need the space that is lacking.
      try file.truncate(to: cursor.offset)
      if failure.isOutOfSpace { return .full(path: file.path, failure) }
      return .unknown(.write, segment: cursor.segment.number, path: file.path, failure)
    } catch {
      return .unknown(.write, segment: cursor.segment.number, path: file.path, error)
    }
  }
}

// MARK: - Segments

extension SegmentWriter {
  /// Writes the footer, cuts the file behind it and syncs: what comes before a segment is on disk before its first frame.
  private mutating func seal(_ entries: [PayloadEntry], at follower: inout LogFollower) throws(WriteFailure) {
    let cursor = follower.cursor
    let file = cursor.segment.file
    let bytes = SegmentFooter.encode(
      entries: entries,
      offset: UInt32(cursor.offset),
      firstSequence: cursor.segment.header.firstSequence,
      lastSequence: cursor.nextSequence - 1,
      frameCount: cursor.framesPassed,
      link: cursor.link
    )
    guard let footer = bytes.withUnsafeBytes({ SegmentFooter.decode($0, at: cursor.offset) }) else {
      preconditionFailure("the footer of segment \(cursor.segment.number) cannot be read back")
    }
    do throws(SystemCallError) {
      try file.write(bytes, at: cursor.offset)
    } catch {
      allocated = (0, 0)
      throw removing(cursor, error)
    }
    do throws(SystemCallError) {
      try file.truncate(to: footer.end)
      try file.synchronizeData()
    } catch {
      throw .unknown(.sync, segment: cursor.segment.number, path: file.path, error)
    }
    follower.sealed(footer)
  }

  /// Whoever made the segment may have died before its name was on disk; the first frame must not be there sooner.
  private mutating func makeNameDurable(of segment: Segment) throws(WriteFailure) {
    guard named != segment.number else { return }
    do throws(SystemCallError) {
      try factory.directory.synchronize()
    } catch {
      // A second sync would say that it is, although it is not.
      throw .unknown(.sync, segment: segment.number, path: segment.file.path, error)
    }
    named = segment.number
  }

  /// - Parameter sequence: the number of its first record; nil for the next one.
  private mutating func beginSegment(after follower: inout LogFollower, at sequence: UInt64? = nil, time: Int64)
    throws(WriteFailure)
  {
    let cursor = follower.cursor
    try make(
      SegmentHeader(
        features: sequence == nil ? [] : .afterGap,
        journalIdentifier: cursor.segment.header.journalIdentifier,
        number: cursor.segment.number + 1,
        firstSequence: sequence ?? cursor.nextSequence,
        created: time,
        link: cursor.link
      )
    )
    let entered: Bool
    do {
      entered = try follower.enterNextSegment()
    } catch {
      throw .refused(path: cursor.segment.file.path, error.cause ?? SystemCallError(call: "open", number: 0))
    }
    precondition(entered, "segment \(cursor.segment.number + 1) was made and is not there")
    named = follower.cursor.segment.number
  }

  private func make(_ header: SegmentHeader) throws(WriteFailure) {
    do {
      try factory.make(header)
    } catch {
      throw Self.failure(error)
    }
  }

  private mutating func reserve(_ number: UInt64) throws(WriteFailure) {
    do {
      try factory.reserve(number)
      reserved = number
    } catch {
      throw Self.failure(error)
    }
  }

  private static func failure(_ error: SegmentFactory.Failure) -> WriteFailure {
    if error.isVisible { return .unknown(.sync, segment: error.segment, path: error.path, error.cause) }
    return error.cause.isOutOfSpace
      ? .full(path: error.path, error.cause) : .refused(path: error.path, error.cause)
  }
}
