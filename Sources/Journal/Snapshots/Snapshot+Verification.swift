extension Snapshot {
  /// Reads the whole file and checks everything that makes a snapshot valid (SnapshotTrailer.swift), and that the segment
  /// behind it belongs there.
  func verify(in directory: JournalDirectory) throws {
    _ = try state()
    guard
      try file.checksum(from: trailer.recordsOffset, count: trailer.recordsLength) == trailer.recordsChecksum
    else { throw damaged("the records carried forward are not what was written", at: trailer.recordsOffset) }
    try verifyRecords()
    guard let next = try Segment.open(number + 1, in: directory, .read) else { throw directory.missing(number + 1) }
    guard next.follows(header) else { throw damaged("segment \(next.number) does not belong after it", at: 0) }
  }

  private func verifyRecords() throws {
    var reader = StoredRecords(file: file, journal: journal)
    var lastSequence: UInt64 = 0
    var end = trailer.recordsOffset
    try forEachEntry { sequence, offset in
      guard sequence > lastSequence, sequence <= header.lastSequence, offset == end else {
        throw damaged("its table and its records do not agree about record \(sequence)", at: trailer.tableOffset)
      }
      lastSequence = sequence
      end += try reader.withRecord(sequence, at: offset) { (bytes) throws(JournalError) in UInt64(bytes.count) }
    }
    guard end == trailer.tableOffset else {
      throw damaged("its table and its records do not agree about where they end", at: trailer.tableOffset)
    }
  }
}
