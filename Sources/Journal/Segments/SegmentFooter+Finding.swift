extension SegmentFooter {
  /// The footer that a segment's file ends in; nil when it ends in none.
  ///
  /// Zeros behind it do not count: sealing cuts them off, and a power cut can undo the cut and leave the footer.
  static func atEnd(of file: OpenFile) throws(JournalError) -> SegmentFooter? {
    let size = try file.status().size
    if let footer = try footer(endingAt: size, in: file) { return footer }
    let end = try endWithoutZeros(of: file, size: size)
    // Its last field may end in zeros itself.
    for candidate in end...max(end, min(end + UInt64(MemoryLayout<UInt32>.size), size)) {
      if let footer = try footer(endingAt: candidate, in: file) { return footer }
    }
    return nil
  }

  private static func footer(endingAt end: UInt64, in file: OpenFile) throws(JournalError) -> SegmentFooter? {
    guard end >= UInt64(SegmentHeader.size + trailerSize) else { return nil }
    let bytes = try file.read(trailerSize, at: end - UInt64(trailerSize))
    guard let footer = bytes.withUnsafeBytes(decodeTrailer), footer.end == end else { return nil }
    return footer
  }

  /// Where the zeros begin in which the file ends.
  private static func endWithoutZeros(of file: OpenFile, size: UInt64) throws(JournalError) -> UInt64 {
    let piece: UInt64 = 64 << 10
    var end = size
    while end > 0 {
      let start = end - min(end, piece)
      let bytes = try file.read(Int(end - start), at: start)
      if let last = bytes.lastIndex(where: { $0 != 0 }) { return start + UInt64(last) + 1 }
      end = start
    }
    return 0
  }
}
