/// One snapshot file, open, with its header and trailer read.
///
/// Opening it checks those two, reading the state checks the state, and reading a record checks the record; `verify` checks
/// everything.
struct Snapshot: Sendable {
  static let suffix = ".snapshot"

  let header: SnapshotHeader
  let trailer: SnapshotTrailer
  let file: OpenFile
  /// The journal's directory, for messages.
  let journal: String

  /// The last segment covered.
  var number: UInt64 { header.segment }

  /// The name of the file that covers everything up to a segment.
  static func fileName(_ number: UInt64) -> String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits + suffix
  }

  /// The number in a file's name; nil when it is not the name of a snapshot.
  static func number(ofFile name: String) -> UInt64? {
    guard name.hasSuffix(suffix), let number = UInt64(name.dropLast(suffix.count), radix: 16),
      fileName(number) == name
    else { return nil }
    return number
  }

  /// Opens a snapshot, and checks its header and trailer; nil when there is no such file.
  static func open(_ number: UInt64, in directory: JournalDirectory) throws(JournalError) -> Snapshot? {
    guard let file = try directory.openSnapshot(fileName(number), .read) else { return nil }
    let (header, checksum) = try readHeader(of: file, in: directory)
    guard header.segment == number else {
      throw damaged("its header says that it covers segment \(header.segment)", file, directory.path, at: 0)
    }
    let size = try file.status().size
    let offset = size - min(size, UInt64(SnapshotTrailer.size))
    let bytes = try file.read(SnapshotTrailer.size, at: offset)
    guard let trailer = SnapshotTrailer.decode(bytes, fileSize: size), trailer.link == checksum else {
      throw damaged("its trailer is not what was written", file, directory.path, at: offset)
    }
    return Snapshot(header: header, trailer: trailer, file: file, journal: directory.path)
  }

  private static func readHeader(of file: OpenFile, in directory: JournalDirectory) throws(JournalError)
    -> (SnapshotHeader, checksum: UInt32)
  {
    switch SnapshotHeader.decode(try file.read(SnapshotHeader.size, at: 0)) {
    case .header(let header, let checksum): return (header, checksum)
    case .unknownVersion(let major, let features):
      throw JournalError(
        .newerVersion,
        "\(file.path) was written by a newer daybook (format \(major), features \(features)); this one knows format "
          + "\(SnapshotHeader.majorVersion). Nothing was changed; use the newer one",
        path: file.path
      )
    case .damaged: throw damaged("the checksum of its header is wrong", file, directory.path, at: 0)
    case .notOurs: throw damaged("it does not begin like a snapshot of a journal", file, directory.path, at: 0)
    }
  }

  /// The state, all of it.
  func state() throws(JournalError) -> [UInt8] {
    let bytes = try file.read(Int(trailer.stateLength), at: trailer.stateOffset)
    guard bytes.count == Int(trailer.stateLength), Checksum.of(bytes) == trailer.stateChecksum else {
      throw damaged("the state is not what was written", at: trailer.stateOffset)
    }
    return bytes
  }

  /// The error that says what is wrong at an offset.
  func damaged(_ what: String, at offset: UInt64) -> JournalError { Self.damaged(what, file, journal, at: offset) }

  private static func damaged(_ what: String, _ file: OpenFile, _ journal: String, at offset: UInt64) -> JournalError {
    JournalError(
      .corrupt,
      "\(file.path) is damaged at offset \(offset): \(what). " + JournalError.nothingChanged(journal),
      path: file.path,
      offset: offset
    )
  }
}

// MARK: - Records

extension Snapshot {
  /// Entries read at once when few are left to search.
  private static let lastEntries = 256

  /// A record that was carried forward; nil when this one was not.
  func record(_ sequence: UInt64) throws(JournalError) -> [UInt8]? {
    guard let offset = try offset(of: sequence) else {
      // Before it is said that the record is not here: would it be found if it were?
      try checkTable()
      return nil
    }
    guard (trailer.recordsOffset..<trailer.tableOffset).contains(offset) else {
      throw damaged("its table is not what was written", at: trailer.tableOffset)
    }
    return try RecordLookup.record(sequence, at: offset, in: file, journal: journal)
  }

  private func offset(of sequence: UInt64) throws(JournalError) -> UInt64? {
    var low: UInt64 = 0
    var high = trailer.recordCount
    while high - low > UInt64(Self.lastEntries) {
      let middle = (low + high) / 2
      let entry = try entries(middle..<(middle + 1))
      if entry.withUnsafeBytes({ $0.integer(at: 0, as: UInt64.self) }) > sequence {
        high = middle
      } else {
        low = middle
      }
    }
    return try entries(low..<high).withUnsafeBytes { buffer in
      for place in stride(from: 0, to: buffer.count, by: SnapshotTrailer.entrySize)
      where buffer.integer(at: place, as: UInt64.self) == sequence {
        return buffer.integer(at: place + 8, as: UInt64.self)
      }
      return nil
    }
  }

  /// A part of the table.
  private func entries(_ range: Range<UInt64>) throws(JournalError) -> [UInt8] {
    let offset = trailer.tableOffset + range.lowerBound * UInt64(SnapshotTrailer.entrySize)
    let size = range.count * SnapshotTrailer.entrySize
    let bytes = try file.read(size, at: offset)
    guard bytes.count == size else { throw damaged("the file ends inside its table", at: offset) }
    return bytes
  }

  private func checkTable() throws(JournalError) {
    guard try file.checksum(from: trailer.tableOffset, count: trailer.tableLength) == trailer.tableChecksum else {
      throw damaged("its table is not what was written", at: trailer.tableOffset)
    }
  }

  /// Calls `body` for every record carried forward, in order, with where it stands.
  func forEachEntry(_ body: (_ sequence: UInt64, _ offset: UInt64) throws -> Void) throws {
    try checkTable()
    var done: UInt64 = 0
    while done < trailer.recordCount {
      let end = min(done + 4096, trailer.recordCount)
      try entries(done..<end).withUnsafeBytes { buffer in
        for place in stride(from: 0, to: buffer.count, by: SnapshotTrailer.entrySize) {
          try body(buffer.integer(at: place), buffer.integer(at: place + 8))
        }
      }
      done = end
    }
  }
}
