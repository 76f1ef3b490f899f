import Foundation
import Journal
import Testing

@Suite struct JournalInspectionTests {
  @Test func `a journal is described`() throws {
    let sample = try SampleJournal(records: 120, options: .tiny)
    let information = try JournalInspection(sample.scratch.journal).information()
    #expect(information.version.major == 1)
    #expect(information.version.minor == 0)
    #expect(information.journalIdentifier.count == 16)
    #expect(information.segments.map(\.number) == Array(1...UInt64(information.segments.count)))
    #expect(information.segments.map(\.path) == information.segments.map { sample.scratch.segment(Int($0.number)) })
    #expect(information.lastSequence == 120)
    #expect(information.frames == 120)
    #expect(information.bytes >= information.usedBytes)
    #expect(information.syncedThrough == 120)
    #expect(information.tail == nil)
  }

  @Test func `an empty journal is described`() throws {
    let scratch = try ScratchDirectory()
    _ = try DirectoryJournal.open(scratch.journal, mode: .readWrite)
    let information = try JournalInspection(scratch.journal).information()
    #expect(information.lastSequence == 0)
    #expect(information.segments.map(\.frames) == [0])
    let report = try JournalInspection(scratch.journal).verify()
    #expect(report.isIntact)
    #expect(report.records == 0)
    #expect(report.segments == 1)
  }

  @Test func `remains of an append are told`() throws {
    let sample = try SampleJournal()
    try sample.scratch.remove(sample.scratch.lockFile)
    try sample.scratch.write(Array(sample.segment[..<(sample.end - 5)]), to: sample.path)
    let information = try JournalInspection(sample.scratch.journal).information()
    #expect(information.lastSequence == 39)
    #expect(information.tail?.contains("never finished") == true)
  }

  @Test func `the lock is seen held while somebody appends`() throws {
    let scratch = try ScratchDirectory()
    let journal = try DirectoryJournal.open(scratch.journal, mode: .readWrite)
    var wasHeld: Bool?
    _ = try journal.transact(ignore) { _ in
      wasHeld = try JournalInspection(scratch.journal).information().holder?.isHeld
      return []
    }
    #expect(wasHeld == true)
    #expect(try JournalInspection(scratch.journal).information().holder?.isHeld == false)
  }

  @Test func `verifying tells how far it is, and stops when it is told to`() throws {
    struct Enough: Error {}
    let scratch = try ScratchDirectory()
    let journal = try DirectoryJournal.open(scratch.journal, mode: .readWrite)
    let record = NewRecord(bytes: [UInt8](repeating: 3, count: 1 << 20), hasPayload: true)
    for _ in 0..<20 { try journal.append([record]) }
    var progress: [VerificationProgress] = []
    let report = try JournalInspection(scratch.journal).verify { progress.append($0) }
    #expect(report.isIntact)
    #expect(progress.count == 2)
    #expect(progress.allSatisfy { $0.bytes <= $0.totalBytes })
    #expect(progress.map(\.records) == progress.map(\.records).sorted())
    #expect(throws: Enough.self) { try JournalInspection(scratch.journal).verify { _ in throw Enough() } }
  }

  /// Appends go on in another thread, with a new segment every few records.
  @Test func `verifying and reading a journal that grows finds nothing wrong`() throws {
    let scratch = try ScratchDirectory()
    let writer = try DirectoryJournal.open(scratch.journal, mode: .readWrite, options: .tiny)
    let finished = DispatchGroup()
    DispatchQueue.global().async(group: finished) {
      for number in 0..<1500 {
        _ = try? writer.append(String(repeating: "\(number)", count: number % 50 + 1), payload: number % 2 == 0)
      }
    }
    let reader = try DirectoryJournal.open(scratch.journal, mode: .readOnly)
    var delivered: [Delivery] = []
    var rounds = 0
    while finished.wait(timeout: .now()) == .timedOut {
      delivered += try reader.collect()
      let report = try JournalInspection(scratch.journal).verify()
      #expect(report.isIntact, "\(String(describing: report.problem))")
      rounds += 1
    }
    delivered += try reader.collect()
    #expect(rounds > 0)
    #expect(delivered.map(\.sequence) == Array(1...1500))
  }
}
