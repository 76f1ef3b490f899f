/// Reads records with a payload, with what stands before their own bytes, from ascending places of one file.
struct StoredRecords {
  let file: OpenFile
  let journal: String
  private var window = ReadWindow()

  init(file: OpenFile, journal: String) {
    self.file = file
    self.journal = journal
  }

  /// Calls `body` with the record as it stands in the file, after checking it.
  mutating func withRecord<Result>(
    _ sequence: UInt64,
    at offset: UInt64,
    _ body: (UnsafeRawBufferPointer) throws(JournalError) -> Result
  ) throws -> Result {
    let start = try window.load(RecordFormat.largestPrefix, at: offset, of: file)
    guard let prefix = window.withBytes(start, { RecordFormat.prefix($0, at: 0) }), let checksum = prefix.checksum
    else {
      throw RecordLookup.damaged(sequence, at: offset, in: file, journal: journal)
    }
    let size = prefix.size + prefix.length
    let whole = try window.load(size, at: offset, of: file)
    return try window.withBytes(whole) { bytes in
      guard bytes.count == size,
        RecordFormat.checksum(of: UnsafeRawBufferPointer(rebasing: bytes[prefix.size...]), sequence: sequence)
          == checksum
      else { throw RecordLookup.damaged(sequence, at: offset, in: file, journal: journal) }
      return try body(bytes)
    }
  }
}
