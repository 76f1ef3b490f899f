import Dispatch
import Foundation
import Journal
import Testing

@Suite struct JournalBackupTests {
  private func backUp(_ scratch: ScratchDirectory, _ fileSystem: any FileSystem = SystemFileSystem()) throws
    -> JournalBackup.Report
  {
    try JournalBackup(of: scratch.journal, fileSystem: fileSystem).run(to: scratch.path + "/copy")
  }

  private func texts(_ path: String) throws -> [String] {
    try DirectoryJournal.open(path, mode: .readWrite).collect().map { String(decoding: $0.bytes, as: UTF8.self) }
  }

  @Test(arguments: [JournalOptions.small, .tiny])
  func `a backup is a journal of its own`(options: JournalOptions) throws {
    let sample = try SampleJournal(records: 120, options: options)
    let before = try sample.scratch.content()
    var bytes: [UInt64] = []
    let copy = sample.scratch.path + "/copies/copy"
    let report = try JournalBackup(of: sample.scratch.journal).run(to: copy) { bytes.append($0.bytes) }
    #expect(report.records == 120)
    #expect(report.lastSequence == 120)
    #expect(bytes.last == report.bytes)
    #expect(try JournalInspection(copy).verify().isIntact)
    #expect(try texts(copy) == sample.texts)
    for (name, content) in before { #expect(try sample.scratch.content()[name] == content) }
  }

  @Test func `a backup can be appended to, and an empty journal has one`() throws {
    let scratch = try ScratchDirectory()
    _ = try DirectoryJournal.open(scratch.journal, mode: .readWrite)
    #expect(try backUp(scratch).records == 0)
    let journal = try DirectoryJournal.open(scratch.path + "/copy", mode: .readWrite)
    #expect(try journal.append("first") == 1)
  }

  @Test func `a destination with anything in it is refused`() throws {
    let sample = try SampleJournal()
    let copy = sample.scratch.path + "/copy"
    try FileManager.default.createDirectory(atPath: copy, withIntermediateDirectories: false)
    try sample.scratch.write([1], to: copy + "/file")
    let error = #expect(throws: JournalError.self) { try backUp(sample.scratch) }
    #expect(error?.code == .refused)
    #expect(try FileManager.default.contentsOfDirectory(atPath: copy) == ["file"])
    #expect(throws: JournalError.self) {
      try JournalBackup(of: sample.scratch.journal).run(to: copy + "/file")
    }
  }

  @Test func `a damaged journal is not backed up`() throws {
    let sample = try SampleJournal()
    var bytes = sample.segment
    bytes[sample.boundaries[20] + 50] ^= 1
    try sample.scratch.write(bytes, to: sample.path)
    #expect(#expect(throws: JournalError.self) { try backUp(sample.scratch) }?.code == .corrupt)
  }

  @Test func `an interrupted backup is no journal`() throws {
    struct Enough: Error {}
    let sample = try SampleJournal(records: 120, options: .tiny)
    let copy = sample.scratch.path + "/copy"
    #expect(throws: Enough.self) { try JournalBackup(of: sample.scratch.journal).run(to: copy) { _ in throw Enough() } }
    #expect(#expect(throws: JournalError.self) { try JournalInspection(copy) }?.code == .notFound)
  }

  @Test func `what is not known to be on disk is not in the backup`() throws {
    let scratch = try ScratchDirectory()
    let faults = FaultyFileSystem()
    let journal = try DirectoryJournal.open(scratch.journal, mode: .readWrite, fileSystem: faults)
    try journal.append("kept")
    _ = try journal.transact(ignore) { _ in [NewRecord("unknown")] }
    faults.fail(.init(call: "fdatasync", file: ".segment", number: EIO))
    #expect(try backUp(scratch, faults).lastSequence == 1)
    #expect(try texts(scratch.path + "/copy") == ["kept"])
  }

  @Test func `a journal that was mended after a failed sync has a backup`() throws {
    let scratch = try ScratchDirectory()
    let faults = FaultyFileSystem()
    let journal = try DirectoryJournal.open(scratch.journal, mode: .readWrite, fileSystem: faults)
    try journal.append("kept")
    _ = try journal.transact(ignore) { _ in [NewRecord("unknown")] }
    faults.fail(.init(call: "fdatasync", file: ".segment", count: 1, number: EIO))
    #expect(throws: JournalError.self) { try journal.sync() }
    _ = try DirectoryJournal.open(scratch.journal, mode: .readWrite)
    #expect(try backUp(scratch).lastSequence == 2)
    #expect(try texts(scratch.path + "/copy") == ["kept", "unknown"])
  }

  /// Appends go on in another thread, with a new segment every few records.
  @Test func `a backup taken while others append is a beginning of the log, with all that was acknowledged before`()
    throws
  {
    let scratch = try ScratchDirectory()
    let writer = try DirectoryJournal.open(scratch.journal, mode: .readWrite, options: .tiny)
    let finished = DispatchGroup()
    DispatchQueue.global().async(group: finished) {
      for number in 1...800 { _ = try? writer.append("\(number)", payload: number % 2 == 0) }
    }
    var rounds = 0
    while finished.wait(timeout: .now()) == .timedOut {
      let acknowledged = try JournalInspection(scratch.journal).information().syncedThrough
      let copy = scratch.path + "/copy\(rounds)"
      let report = try JournalBackup(of: scratch.journal).run(to: copy)
      #expect(report.lastSequence >= acknowledged)
      #expect(try texts(copy) == (0..<report.lastSequence).map { String($0 + 1) })
      rounds += 1
    }
    #expect(rounds > 0)
  }
}
