/// Finds the intact frames of segments that as a whole are not intact.
///
/// A frame is kept if its header and its payload have the right checksums, its records fill it, and its numbers are higher
/// than those of every frame kept before and lower than what the next segment begins with. Its link is not looked at:
/// what it links to may be what is lost.
struct Salvage {
  /// Frames that stand one behind the other in a file and follow each other in number.
  struct Run: Sendable, Equatable {
    let segment: UInt64
    let start: UInt64
    var end: UInt64
    let firstSequence: UInt64
    var lastSequence: UInt64
  }

  /// In the order of their numbers.
  private(set) var runs: [Run] = []
  /// Bytes that are neither frames nor what else belongs into a segment.
  private(set) var dropped: [RepairPlan.Region] = []
  /// One more than the highest record kept.
  private(set) var nextSequence: UInt64

  init(from sequence: UInt64) {
    nextSequence = sequence
  }

  /// Looks through one segment.
  /// - Parameters:
  ///   - bound: the number that the next segment begins with; nil when that is not known.
  ///   - wasLeft: whether the segment ends at `bound`, whatever stands behind.
  mutating func scan(_ file: OpenFile, number: UInt64, before bound: UInt64?, wasLeft: Bool) throws(JournalError) {
    let size = Int(try file.status().size)
    let bytes = try file.read(size, at: 0)
    bytes.withUnsafeBytes { buffer in
      var place = Place(buffer: buffer, number: number, path: file.path, bound: bound ?? .max, wasLeft: wasLeft)
      if !Self.isHeader(bytes) {
        dropped.append(
          place.region(0..<min(SegmentHeader.size, size), "the header of the segment is not what was written"))
      }
      scan(&place)
    }
  }

  /// Notes that a segment is not there at all.
  mutating func noteMissing(_ path: String) {
    dropped.append(RepairPlan.Region(path: path, offset: 0, bytes: 0, reason: "the file is missing"))
  }

  private static func isHeader(_ bytes: [UInt8]) -> Bool {
    if case .header = SegmentHeader.decode(Array(bytes.prefix(SegmentHeader.size))) { true } else { false }
  }
}

// MARK: - One segment

extension Salvage {
  private struct Place {
    let buffer: UnsafeRawBufferPointer
    let number: UInt64
    let path: String
    let bound: UInt64
    let wasLeft: Bool
    var offset = SegmentHeader.size

    func region(_ range: Range<Int>, _ reason: String) -> RepairPlan.Region {
      RepairPlan.Region(path: path, offset: UInt64(range.lowerBound), bytes: range.count, reason: reason)
    }

    /// The header of a frame that is intact in itself.
    func frame(at offset: Int) -> FrameHeader? {
      guard let header = header(at: offset), offset + Int(header.frameLength) <= buffer.count else { return nil }
      let payload = UnsafeRawBufferPointer(
        rebasing: buffer[(offset + FrameHeader.size)..<(offset + Int(header.frameLength))])
      guard Checksum.of(payload) == header.payloadChecksum,
        FrameRecords(header: header, payload: payload).forEach({ _ in true })
      else { return nil }
      return header
    }

    func header(at offset: Int) -> FrameHeader? {
      guard offset + FrameHeader.size <= buffer.count,
        buffer.integer(at: offset, as: UInt32.self) == FrameHeader.magic,
        case .header(let header, _) = FrameHeader.decode(UnsafeRawBufferPointer(rebasing: buffer[offset...])),
        header.isWithinLimits
      else { return nil }
      return header
    }

    /// Whether the rest is zero, or a footer.
    var isAtEnd: Bool {
      guard offset < buffer.count else { return true }
      let rest = UnsafeRawBufferPointer(rebasing: buffer[offset...])
      guard rest.count >= SegmentFooter.markSize, rest.integer(at: 0, as: UInt32.self) == SegmentFooter.markMagic else {
        return rest.isAllZero
      }
      let size = SegmentFooter.size(entries: Int(rest.integer(at: 4, as: UInt32.self)))
      guard size <= rest.count else { return false }
      return SegmentFooter.decode(UnsafeRawBufferPointer(rebasing: rest[..<size]), at: UInt64(offset)) != nil
    }
  }

  private mutating func scan(_ place: inout Place) {
    while !place.isAtEnd {
      if place.wasLeft, nextSequence >= place.bound { return }
      if let header = place.frame(at: place.offset), isNext(header, place) {
        keep(header, place)
        place.offset += Int(header.frameLength)
      } else {
        drop(&place)
      }
    }
  }

  private func isNext(_ header: FrameHeader, _ place: Place) -> Bool {
    header.firstSequence >= nextSequence && header.lastSequence < place.bound
  }

  private mutating func keep(_ header: FrameHeader, _ place: Place) {
    let end = UInt64(place.offset) + header.frameLength
    if let last = runs.indices.last, runs[last].segment == place.number, runs[last].end == UInt64(place.offset),
      header.firstSequence == nextSequence
    {
      runs[last].end = end
      runs[last].lastSequence = header.lastSequence
    } else {
      runs.append(
        Run(
          segment: place.number,
          start: UInt64(place.offset),
          end: end,
          firstSequence: header.firstSequence,
          lastSequence: header.lastSequence
        )
      )
    }
    nextSequence = header.lastSequence + 1
  }

  /// Passes over what is no frame, up to the next that is.
  private mutating func drop(_ place: inout Place) {
    let start = place.offset
    // Inside a frame of which only the content is damaged, nothing can be a frame of the log.
    let damaged = place.header(at: start).map { isNext($0, place) ? Int($0.frameLength) : 1 } ?? 1
    var offset = min(start + damaged, place.buffer.count)
    while offset < place.buffer.count {
      if let header = place.frame(at: offset), isNext(header, place) { break }
      offset += 1
    }
    place.offset = offset
    let used = place.buffer[start..<offset].lastIndex { $0 != 0 }.map { $0 + 1 } ?? start
    guard used > start else { return }
    let reason = damaged > 1 ? FrameFault.payload.explanation : FrameFault.header.explanation
    dropped.append(place.region(start..<used, reason))
  }
}
