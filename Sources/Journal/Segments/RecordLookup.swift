/// Finds one record in a segment.
struct RecordLookup {
  /// Enough for most records: one read finds both their length and their bytes.
  private static let firstRead = 1024
  /// Entries read at once when few are left to search.
  private static let lastEntries = 256

  let segment: Segment
  let journal: String

  /// A record with a payload that begins at `offset`.
  func record(_ sequence: UInt64, at offset: UInt64) throws(JournalError) -> [UInt8] {
    try Self.record(sequence, at: offset, in: segment.file, journal: journal)
  }

  /// A record with a payload that begins at `offset` of a file.
  static func record(_ sequence: UInt64, at offset: UInt64, in file: OpenFile, journal: String) throws(JournalError)
    -> [UInt8]
  {
    var bytes = try file.read(firstRead, at: offset)
    guard let prefix = bytes.withUnsafeBytes({ RecordFormat.prefix($0, at: 0) }), let checksum = prefix.checksum else {
      throw damaged(sequence, at: offset, in: file, journal: journal)
    }
    let size = prefix.size + prefix.length
    if bytes.count < size { bytes = try file.read(size, at: offset) }
    guard bytes.count >= size else { throw damaged(sequence, at: offset, in: file, journal: journal) }
    let record = Array(bytes[prefix.size..<size])
    guard record.withUnsafeBytes({ RecordFormat.checksum(of: $0, sequence: sequence) }) == checksum else {
      throw damaged(sequence, at: offset, in: file, journal: journal)
    }
    return record
  }

  /// The offset of a record with a payload in a sealed segment; nil when the record has none.
  func offset(of sequence: UInt64) throws(JournalError) -> UInt64? {
    let footer = try footer()
    let wanted = UInt32(clamping: sequence - segment.header.firstSequence)
    let entries = UInt64(footer.offset) + UInt64(SegmentFooter.markSize)
    var low = 0
    var high = Int(footer.entryCount)
    while high - low > Self.lastEntries {
      let middle = (low + high) / 2
      let entry = try segment.file.read(SegmentFooter.entrySize, at: entries + UInt64(middle * SegmentFooter.entrySize))
      guard entry.count == SegmentFooter.entrySize else {
        throw Self.damaged(sequence, at: UInt64(footer.offset), in: segment.file, journal: journal)
      }
      if entry.withUnsafeBytes({ $0.integer(at: 0, as: UInt32.self) }) > wanted { high = middle } else { low = middle }
    }
    let size = (high - low) * SegmentFooter.entrySize
    let bytes = try segment.file.read(size, at: entries + UInt64(low * SegmentFooter.entrySize))
    return bytes.withUnsafeBytes { buffer in
      for offset in stride(from: 0, to: buffer.count, by: SegmentFooter.entrySize)
      where buffer.integer(at: offset, as: UInt32.self) == wanted {
        return UInt64(buffer.integer(at: offset + 4, as: UInt32.self))
      }
      return nil
    }
  }

  /// Where the records with a payload are in a sealed segment, in order.
  func entries() throws(JournalError) -> [PayloadEntry] {
    let footer = try footer()
    let bytes = try segment.file.read(footer.size, at: UInt64(footer.offset))
    return try bytes.withBytes { (buffer) throws(JournalError) in
      guard SegmentFooter.decode(buffer, at: UInt64(footer.offset)) != nil else { throw damagedFooter(footer) }
      return (0..<Int(footer.entryCount)).map { place in
        let start = SegmentFooter.markSize + place * SegmentFooter.entrySize
        return PayloadEntry(sequence: buffer.integer(at: start), offset: buffer.integer(at: start + 4))
      }
    }
  }

  private func damagedFooter(_ footer: SegmentFooter) -> JournalError {
    .corrupt(
      FrameFault.footer.explanation,
      path: segment.file.path,
      journal: journal,
      offset: UInt64(footer.offset),
      sequence: segment.header.firstSequence
    )
  }

  private func footer() throws(JournalError) -> SegmentFooter {
    if let footer = try SegmentFooter.atEnd(of: segment.file) { return footer }
    throw .corrupt(
      FrameFault.footer.explanation,
      path: segment.file.path,
      journal: journal,
      offset: try segment.file.status().size,
      sequence: segment.header.firstSequence
    )
  }

  static func damaged(_ sequence: UInt64, at offset: UInt64, in file: OpenFile, journal: String) -> JournalError {
    .corrupt(
      "the record is not what was written",
      path: file.path,
      journal: journal,
      offset: offset,
      sequence: sequence
    )
  }
}
