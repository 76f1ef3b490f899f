import Journal
import Testing

/// The bytes of frames as they are on disk; records are only reached through them.
@Suite struct RecordFormatTests {
  /// The payload of the only frame of a journal with these records.
  private func payload(_ records: [NewRecord]) throws -> [UInt8] {
    let scratch = try ScratchDirectory()
    let journal = try DirectoryJournal.open(scratch.journal, mode: .readWrite)
    try journal.append(records)
    let used = try JournalInspection(scratch.journal).information().usedBytes
    return Array(try scratch.bytes(of: scratch.segment(1))[(SegmentHeader.size + FrameHeader.size)..<Int(used)])
  }

  @Test func `a record is its length, its flags and its bytes`() throws {
    #expect(try payload([NewRecord("abc")]) == [3, 0] + Array("abc".utf8))
    #expect(try payload([NewRecord("")]) == [0, 0])
    #expect(try payload([NewRecord("a"), NewRecord("bc")]) == [1, 0, 0x61, 2, 0, 0x62, 0x63])
  }

  @Test func `a record with a payload has the checksum of its number and its bytes`() throws {
    let checksum = Checksum.of([2, 0, 0, 0, 0, 0, 0, 0] + Array("abc".utf8))
    let bytes = withUnsafeBytes(of: checksum.littleEndian) { Array($0) }
    #expect(try payload([NewRecord(""), NewRecord("abc", payload: true)]) == [0, 0, 3, 1] + bytes + Array("abc".utf8))
  }

  @Test(
    arguments: [
      (0x7f, [0x7f]), (0x80, [0x80, 1]), (0x3fff, [0xff, 0x7f]), (0x4000, [0x80, 0x80, 1]),
      (0x1f_ffff, [0xff, 0xff, 0x7f]), (0x20_0000, [0x80, 0x80, 0x80, 1]), (0x40_0000, [0x80, 0x80, 0x80, 2]),
    ] as [(Int, [UInt8])])
  func `lengths have as many bytes as they need`(length: Int, expected: [UInt8]) throws {
    let record = NewRecord(bytes: [UInt8](repeating: 9, count: length), hasPayload: false)
    let bytes = try payload([record, NewRecord("end")])
    #expect(Array(bytes.prefix(expected.count + 2)) == expected + [0, 9])
    #expect(bytes.count == expected.count + 1 + length + 5)
  }

  @Test func `any records come back as they were appended`() throws {
    var generator = SystemRandomNumberGenerator()
    let scratch = try ScratchDirectory()
    let journal = try DirectoryJournal.open(scratch.journal, mode: .readWrite, options: .tiny)
    var expected: [[UInt8]] = []
    for _ in 0..<200 {
      let records = (0..<Int.random(in: 1...6, using: &generator)).map { _ in
        let length = Bool.random(using: &generator) ? Int.random(in: 0...3, using: &generator) : Int.random(in: 0...900)
        return NewRecord(
          bytes: (0..<length).map { _ in Bool.random() ? 0 : UInt8.random(in: 0...255, using: &generator) },
          hasPayload: Bool.random(using: &generator)
        )
      }
      try journal.append(records)
      expected += records.map(\.bytes)
    }
    let reader = try DirectoryJournal.open(scratch.journal, mode: .readOnly)
    #expect(try reader.collect().map(\.bytes) == expected)
    for (index, bytes) in expected.enumerated() { #expect(try reader.record(UInt64(index) + 1) == bytes) }
    #expect(try JournalInspection(scratch.journal).verify().isIntact)
  }
}
