import Foundation
import Journal
import Testing

/// A journal of format 1.0, kept as it was written: every later version has to read it, and this one to write it.
@Suite struct GoldenJournalTests {
  private static let fixture = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../Fixtures/format-1.0").standardizedFileURL
  private static let files = ["journal.lock", "segments/0000000000000001.segment", "segments/0000000000000002.segment"]

  /// What the journal holds: one append each.
  private static let appends: [[NewRecord]] = (1...70).map { number in
    switch number % 4 {
    case 0: [NewRecord("batch \(number) a"), NewRecord("batch \(number) b", payload: true), NewRecord("")]
    case 1: [NewRecord(bytes: [UInt8](repeating: UInt8(number), count: number * 3), hasPayload: true)]
    case 2: [NewRecord("record \(number)")]
    default: [NewRecord(bytes: [0, 0, 0, 0, UInt8(number), 0xff], hasPayload: number % 8 == 3)]
    }
  }

  /// A scratch copy of the fixture.
  private func copy() throws -> ScratchDirectory {
    let scratch = try ScratchDirectory()
    for directory in ["", "/segments", "/workers", "/output"] {
      try FileManager.default.createDirectory(
        atPath: scratch.journal + directory,
        withIntermediateDirectories: false,
        attributes: [.posixPermissions: 0o700]
      )
    }
    for file in Self.files {
      try scratch.write(scratch.bytes(of: Self.fixture.appending(path: file).path), to: scratch.journal + "/" + file)
    }
    return scratch
  }

  private func write(to journal: String) throws {
    let process = ProcessIdentity(number: 4321, startTime: 98765, bootIdentifier: Array(100..<116))
    let fileSystem = FaultyFileSystem(process: process, isDeterministic: true)
    let store = try DirectoryJournal.open(journal, mode: .readWrite, options: .tiny, fileSystem: fileSystem)
    for records in Self.appends { try store.append(records) }
  }

  @Test func `the golden journal is read and verified`() throws {
    let scratch = try copy()
    let report = try JournalInspection(scratch.journal).verify()
    #expect(report.isIntact, "\(String(describing: report.problem))")
    #expect(report.tornTail == nil)
    let reader = try DirectoryJournal.open(scratch.journal, mode: .readOnly)
    #expect(try reader.collect().map(\.bytes) == Self.appends.joined().map(\.bytes))
  }

  @Test func `the golden journal is appended to`() throws {
    let scratch = try copy()
    let journal = try DirectoryJournal.open(scratch.journal, mode: .readWrite, options: .tiny)
    let last = UInt64(Self.appends.joined().count)
    #expect(try journal.append("later") == last + 1)
    #expect(try JournalInspection(scratch.journal).verify().lastSequence == last + 1)
  }

  @Test func `the same appends still give the same bytes`() throws {
    let scratch = try ScratchDirectory()
    try write(to: scratch.journal)
    for file in Self.files {
      let expected = try scratch.bytes(of: Self.fixture.appending(path: file).path)
      #expect(try scratch.bytes(of: scratch.journal + "/" + file) == expected, "\(file)")
    }
  }
}
