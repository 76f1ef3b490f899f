import Foundation
import Journal
import Testing

/// Journals opened at their end, to be appended to without being read.
@Suite struct OpenAtEndTests {
  private let scratch: ScratchDirectory

  init() throws {
    scratch = try ScratchDirectory()
  }

  private func open(_ options: JournalOptions = .tiny) throws -> DirectoryJournal {
    try DirectoryJournal.open(scratch.journal, mode: .readWrite, options: options)
  }

  private func openAtEnd(
    _ options: JournalOptions = .tiny, _ fileSystem: any FileSystem = SystemFileSystem()
  ) throws -> DirectoryJournal {
    try #require(try DirectoryJournal.openAtEnd(scratch.journal, options: options, fileSystem: fileSystem))
  }

  private func fill(_ records: Int, options: JournalOptions = .tiny) throws -> [String] {
    let journal = try open(options)
    let texts = (1...records).map { "record \($0) of many" }
    for (index, text) in texts.enumerated() { try journal.append(text, payload: index % 3 == 0) }
    return texts
  }

  private func expectIntact(_ texts: [String]) throws {
    let journal = try open()
    #expect(try journal.collect().map { String(decoding: $0.bytes, as: UTF8.self) } == texts)
    // By the footers of sealed segments, too.
    for (index, text) in texts.enumerated() { #expect(try journal.record(UInt64(index + 1)) == Array(text.utf8)) }
    let report = try JournalInspection(scratch.journal).verify()
    #expect(report.isIntact && report.records == UInt64(texts.count))
  }

  @Test func `an empty or missing journal begins with the first record`() throws {
    #expect(try openAtEnd().append("one", payload: true) == 1)
    #expect(try openAtEnd().append("two", payload: true) == 2)
    try expectIntact(["one", "two"])
  }

  @Test func `nothing is delivered but what others append later`() throws {
    let texts = try fill(50)
    let (late, other) = (try openAtEnd(), try open())
    #expect(try late.collect().isEmpty)
    _ = try other.collect()
    try other.append("other")
    var seen: [UInt64] = []
    let range = try late.transact({ sequence, _ in seen.append(sequence) }, { _ in [NewRecord("late", payload: true)] })
    try late.sync()
    #expect(seen == [51] && range == 52...52)
    try expectIntact(texts + ["other", "late"])
  }

  @Test func `opening and appending reads no more of a longer journal`() throws {
    var options = JournalOptions.small
    options.segmentSize = 4 << 20
    let journal = try open(options)
    let records = (0..<100).map { NewRecord(bytes: [UInt8](repeating: UInt8($0), count: 200), hasPayload: true) }
    for _ in 0..<100 { try journal.append(records) }
    try journal.append("last")
    let faults = FaultyFileSystem()
    try openAtEnd(options, faults).append("new", payload: true)
    #expect(try JournalInspection(scratch.journal).information().usedBytes > 2_000_000)
    #expect(faults.bytesRead < 100_000)
  }

  @Test(arguments: [1, 7, 20, 39, 40]) func `each opening appends one, over the end of segments`(start: Int) throws {
    var texts = try fill(start)
    for number in 1...60 {
      let text = "late \(number)" + String(repeating: "y", count: number % 7 * 20)
      try openAtEnd().append(text, payload: number % 2 == 0)
      texts.append(text)
    }
    #expect(try JournalInspection(scratch.journal).information().segments.count > 1)
    try expectIntact(texts)
  }

  @Test func `a long segment entered at its end is sealed with all its records`() throws {
    var options = JournalOptions.small
    options.segmentSize = 512 << 10
    let text = String(repeating: "z", count: 10_000)
    let journal = try open(options)
    for number in 0..<30 { try journal.append("\(number) \(text)", payload: number % 2 == 0) }
    for number in 30..<120 { try openAtEnd(options).append("\(number) \(text)", payload: number % 2 == 0) }
    #expect(try JournalInspection(scratch.journal).information().segments.count == 3)
    try expectIntact((0..<120).map { "\($0) \(text)" })
  }

  @Test func `one opener fills several segments`() throws {
    var texts = try fill(5)
    let journal = try openAtEnd()
    for number in 1...300 {
      texts.append("late \(number)")
      try journal.append("late \(number)", payload: number % 2 == 0)
    }
    try expectIntact(texts)
  }

  @Test func `two openers take turns`() throws {
    var texts = try fill(20)
    let journals = [try openAtEnd(), try openAtEnd()]
    for number in 1...200 {
      texts.append("turn \(number)")
      try journals[number % 2].append("turn \(number)", payload: true)
    }
    try expectIntact(texts)
  }

  @Test func `an old hint is noticed`() throws {
    var texts = try fill(10, options: .small)
    let old = try scratch.bytes(of: scratch.lockFile)
    let journal = try open(.small)
    for number in 1...10 {
      texts.append("more \(number)")
      try journal.append("more \(number)", payload: true)
    }
    try scratch.write(old, to: scratch.lockFile)
    try openAtEnd(.small).append("late", payload: true)
    try expectIntact(texts + ["late"])
  }

  @Test func `a hint of an earlier segment, and none at all, are noticed`() throws {
    var texts = try fill(10)
    let old = try scratch.bytes(of: scratch.lockFile)
    let journal = try open()
    for number in 1...200 {
      texts.append("more \(number)")
      try journal.append("more \(number)")
    }
    try scratch.write(old, to: scratch.lockFile)
    try openAtEnd().append("late", payload: true)
    try scratch.remove(scratch.lockFile)
    try openAtEnd().append("later", payload: true)
    try expectIntact(texts + ["late", "later"])
  }

  @Test(arguments: Array(stride(from: 64, to: 128, by: 5))) func `a hint with any byte changed is as good as none`(
    byte: Int
  ) throws {
    let sample = try SampleJournal()
    var lockFile = sample.lockFile
    lockFile[byte] ^= 0x41
    try sample.scratch.write(lockFile, to: sample.scratch.lockFile)
    let journal = try #require(try DirectoryJournal.openAtEnd(sample.scratch.journal, options: .small))
    try journal.append("late", payload: true)
    let whole = try DirectoryJournal.open(sample.scratch.journal, mode: .readOnly, options: .small)
    #expect(try whole.collect().map { String(decoding: $0.bytes, as: UTF8.self) } == sample.texts + ["late"])
  }

  @Test func `a torn tail is dropped and reported`() throws {
    let sample = try SampleJournal()
    // The last append did not get to its end, and nothing says that it was ever on disk.
    try sample.scratch.write(Array(sample.segment.prefix(sample.end - 3)), to: sample.path)
    try sample.scratch.remove(sample.scratch.lockFile)
    let journal = try #require(try DirectoryJournal.openAtEnd(sample.scratch.journal, options: .small))
    #expect(journal.recoveries.count == 1)
    #expect(try journal.append("instead") == 40)
    #expect(try sample.verify().isIntact)
  }

  @Test func `damage in a short last segment is refused`() throws {
    _ = try fill(20)
    var bytes = try scratch.bytes(of: scratch.segment(1))
    bytes[200] ^= 1
    try scratch.write(bytes, to: scratch.segment(1))
    let before = try scratch.content()
    let error = #expect(throws: JournalError.self) { _ = try openAtEnd() }
    #expect(error?.code == .corrupt)
    #expect(try scratch.content() == before)
  }

  @Test func `damage before the end keeps a long segment from being sealed`() throws {
    var options = JournalOptions.small
    options.segmentSize = 512 << 10
    let record = NewRecord(bytes: [UInt8](repeating: 7, count: 10_000), hasPayload: true)
    let journal = try open(options)
    for _ in 0..<40 { try journal.append([record]) }
    var bytes = try scratch.bytes(of: scratch.segment(1))
    bytes[200] ^= 1
    try scratch.write(bytes, to: scratch.segment(1))
    let late = try openAtEnd(options)
    let error = #expect(throws: JournalError.self) { for _ in 0..<20 { try late.append([record]) } }
    #expect(error?.code == .corrupt)
  }

  @Test func `a crash between append and hint costs nothing but a look`() throws {
    let texts = try fill(10, options: .small)
    let journal = try openAtEnd(.small)
    // Killed after its frame was written: neither synced nor hinted at.
    let before = try scratch.bytes(of: scratch.lockFile)
    try journal.append("last words", payload: true)
    try scratch.write(before, to: scratch.lockFile)
    #expect(try openAtEnd(.small).append("late", payload: true) == 12)
    try expectIntact(texts + ["last words", "late"])
  }
}
