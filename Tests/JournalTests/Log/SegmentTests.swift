import Foundation
import Journal
import Testing

/// Journals of several segments.
@Suite struct SegmentTests {
  private let scratch: ScratchDirectory

  init() throws {
    scratch = try ScratchDirectory()
  }

  private func open(_ mode: JournalMode = .readWrite) throws -> DirectoryJournal {
    try DirectoryJournal.open(scratch.journal, mode: mode, options: .tiny)
  }

  private func fill(_ records: Int) throws {
    let journal = try open()
    for number in 1...records { try journal.append("record \(number) of many", payload: number % 3 == 0) }
  }

  @Test func `a full segment is sealed and the next begun`() throws {
    try fill(300)
    let information = try JournalInspection(scratch.journal).information()
    #expect(information.segments.count > 3)
    #expect(information.segments.dropLast().allSatisfy { $0.isSealed && $0.bytes == $0.usedBytes && $0.bytes <= 4096 })
    #expect(information.segments.last?.isSealed == false)
    #expect(information.segments.first?.firstSequence == 1)
    for (segment, next) in zip(information.segments, information.segments.dropFirst()) {
      #expect(next.firstSequence == segment.lastSequence + 1)
    }
    #expect(information.lastSequence == 300)
    let report = try JournalInspection(scratch.journal).verify()
    #expect(report.isIntact)
    #expect(report.records == 300)
    #expect(report.frames == 300)
    #expect(report.payloads == 100)
    #expect(report.sealedSegments == UInt64(information.segments.count) - 1)
    #expect(report.bytes == information.usedBytes)
  }

  /// Zeros ahead of the frames are cut off when a segment is sealed; a power cut can undo the cut alone.
  @Test(arguments: [1, 7, 48, 4000])
  func `zeros behind a footer keep nobody from reading the segment`(zeros: Int) throws {
    try fill(300)
    let path = scratch.segment(1)
    try scratch.write(scratch.bytes(of: path) + [UInt8](repeating: 0, count: zeros), to: path)
    let journal = try open()
    #expect(try journal.collect().count == 300)
    #expect(try journal.record(3) == Array("record 3 of many".utf8))
    #expect(try JournalInspection(scratch.journal).information().segments[0].isSealed)
    #expect(try JournalInspection(scratch.journal).verify().isIntact)
  }

  @Test func `an append larger than a segment has one of its own`() throws {
    let journal = try open()
    try journal.append("small")
    let large = NewRecord(bytes: [UInt8](repeating: 5, count: 100_000), hasPayload: true)
    try journal.append([large])
    try journal.append("small again")
    let information = try JournalInspection(scratch.journal).information()
    #expect(information.segments.map(\.lastSequence) == [1, 2, 3])
    #expect(try journal.record(2) == large.bytes)
    #expect(try open().collect().count == 3)
  }

  @Test func `space is taken ahead, and that of the next segment too`() throws {
    let journal = try open()
    try journal.append("a")
    #expect(try scratch.bytes(of: scratch.segment(1)).count == 1024)
    while try JournalInspection(scratch.journal).information().segments[0].bytes < 4096 {
      try journal.append(String(repeating: "x", count: 200))
    }
    #expect(try scratch.bytes(of: scratch.segment(2) + ".new") == [UInt8](repeating: 0, count: 1024))
  }

  @Test func `sealing syncs before the next segment is made, and that is synced and named before its first frame`()
    throws
  {
    let faults = FaultyFileSystem()
    let journal = try DirectoryJournal.open(scratch.journal, mode: .readWrite, options: .tiny, fileSystem: faults)
    let second = "0000000000000002.segment"
    var calls: [String] = []
    while !calls.contains("open \(second)") {
      try journal.append(String(repeating: "x", count: 100))
      calls = faults.takeCalls()
    }
    let order = [
      "pwrite 0000000000000001.segment", "ftruncate 0000000000000001.segment", "fdatasync 0000000000000001.segment",
      "pwrite \(second).new", "fsync \(second).new", "rename \(second).new", "fsync segments", "open \(second)",
      "pwrite \(second)", "fdatasync \(second)",
    ]
    var rest = calls[...]
    for call in order {
      let index = try #require(rest.firstIndex(of: call), "\(call) in \(calls)")
      rest = rest[(index + 1)...]
    }
  }

  @Test func `two openers that take turns share the segments`() throws {
    let (first, second) = (try open(), try open())
    for number in 1...200 {
      let opener = number % 3 == 0 ? second : first
      #expect(try opener.append("record \(number)", payload: true) == UInt64(number))
    }
    _ = try second.collect()
    for number in 1...200 { #expect(try second.record(UInt64(number)) == Array("record \(number)".utf8)) }
    #expect(try JournalInspection(scratch.journal).verify().isIntact)
  }

  @Test func `an opener that was idle does not write zeros over what others wrote meanwhile`() throws {
    let (idle, busy) = (try open(), try open())
    try idle.append("1")
    for number in 2...40 { try busy.append("record \(number)") }
    #expect(try JournalInspection(scratch.journal).information().segments[0].usedBytes > 2048)
    for number in 41...45 { #expect(try idle.append("record \(number)") == UInt64(number)) }
    #expect(try JournalInspection(scratch.journal).verify().isIntact)
    #expect(try open().collect().count == 45)
  }

  @Test func `a missing segment is named`() throws {
    try fill(300)
    try scratch.remove(scratch.segment(2))
    let error = #expect(throws: JournalError.self) { try open() }
    #expect(error?.code == .corrupt)
    #expect(error?.path == scratch.segment(2))
    #expect(try JournalInspection(scratch.journal).verify().problem?.code == .corrupt)
  }

  @Test func `a missing last segment is noticed, because its records were acknowledged`() throws {
    try fill(300)
    let last = try JournalInspection(scratch.journal).information().segments.count
    try scratch.remove(scratch.segment(last))
    #expect(#expect(throws: JournalError.self) { try open() }?.code == .corrupt)
    #expect(try JournalInspection(scratch.journal).verify().problem?.code == .corrupt)
    let reader = try open(.readOnly)
    #expect(#expect(throws: JournalError.self) { try reader.collect() }?.code == .corrupt)
  }

  @Test func `a journal that begins with a later segment, without a snapshot before it, is refused`() throws {
    try fill(300)
    try scratch.remove(scratch.segment(1))
    let error = #expect(throws: JournalError.self) { try open() }
    #expect(error?.code == .corrupt)
    #expect(error?.message.contains("segments 1 to 1 are missing, and no snapshot covers them") == true)
    #expect(try JournalInspection(scratch.journal).verify().problem?.code == .corrupt)
  }

  @Test func `a sealed segment that ends early is corruption, wherever it ends`() throws {
    try fill(150)
    let whole = try scratch.bytes(of: scratch.segment(1))
    for length in stride(from: 64, to: whole.count, by: 13) {
      try scratch.write(Array(whole[..<length]), to: scratch.segment(1))
      #expect(try JournalInspection(scratch.journal).verify().problem?.code == .corrupt, "cut at \(length)")
      let reader = try open(.readOnly)
      #expect(#expect(throws: JournalError.self) { try reader.collect() }?.code == .corrupt, "cut at \(length)")
    }
  }

  @Test func `every flipped bit of a footer is corruption`() throws {
    try fill(150)
    let whole = try scratch.bytes(of: scratch.segment(1))
    let footerSize = whole[(whole.count - 24)..<(whole.count - 20)].reversed().reduce(0) { $0 << 8 | Int($1) } * 8 + 56
    for offset in (whole.count - footerSize)..<whole.count {
      for bit in 0..<8 {
        var bytes = whole
        bytes[offset] ^= 1 << bit
        try scratch.write(bytes, to: scratch.segment(1))
        #expect(try JournalInspection(scratch.journal).verify().problem?.code == .corrupt, "byte \(offset), bit \(bit)")
      }
    }
  }

  @Test func `a record whose bytes changed on disk after it was delivered is not returned`() throws {
    try fill(150)
    let journal = try open()
    _ = try journal.collect()
    var bytes = try scratch.bytes(of: scratch.segment(1))
    let text = Array("record 3 of".utf8)
    let place = try #require((0..<bytes.count - text.count).first { Array(bytes[$0..<($0 + text.count)]) == text })
    bytes[place] ^= 1
    try scratch.write(bytes, to: scratch.segment(1))
    #expect(#expect(throws: JournalError.self) { try journal.record(3) }?.code == .corrupt)
    #expect(#expect(throws: JournalError.self) { try journal.record(4) }?.code == .corrupt)
    #expect(try journal.record(6) == Array("record 6 of many".utf8))
  }
}
