import Glibc
import Journal
import Testing

/// Calls that fail, through a file system that fails them.
@Suite struct FailureTests {
  private let scratch: ScratchDirectory
  private let faults = FaultyFileSystem()

  init() throws {
    scratch = try ScratchDirectory()
  }

  private func open(_ options: JournalOptions = .small) throws -> DirectoryJournal {
    try DirectoryJournal.open(scratch.journal, mode: .readWrite, options: options, fileSystem: faults)
  }

  @Test(arguments: [0, 10, 60])
  func `a disk that fills up while writing loses nothing, and work resumes`(partial: Int) throws {
    let journal = try open()
    try journal.append("kept")
    let before = try JournalInspection(scratch.journal).information().usedBytes
    faults.fail(.init(call: "pwrite", file: ".segment", number: ENOSPC, partial: partial))
    for _ in 1...3 {
      let error = #expect(throws: JournalError.self) { try journal.append(String(repeating: "x", count: 100)) }
      #expect(error?.code == .diskFull)
    }
    #expect(journal.position == 1)
    #expect(try JournalInspection(scratch.journal).information().usedBytes == before)
    #expect(try journal.readAll(from: 1).count == 1)
    faults.heal()
    #expect(try journal.append("resumed") == 2)
    #expect(try JournalInspection(scratch.journal).verify().isIntact)
    #expect(try open().collect().map(\.sequence) == [1, 2])
  }

  @Test func `a disk that is full when space is taken ahead is noticed before anything is written`() throws {
    let journal = try open(.tiny)
    faults.fail(.init(call: "fallocate", file: ".segment", number: ENOSPC))
    var appended: UInt64 = 0
    let error = #expect(throws: JournalError.self) {
      while true { appended = try journal.append(String(repeating: "x", count: 100)) ?? 0 }
    }
    #expect(error?.code == .diskFull)
    #expect(error?.message.contains("Everything acknowledged is intact") == true)
    #expect(appended > 0)
    #expect(try JournalInspection(scratch.journal).verify().lastSequence == appended)
    faults.heal()
    #expect(try journal.append("resumed") == appended + 1)
  }

  @Test func `a directory that cannot be made is an error that names it`() throws {
    faults.fail(.init(call: "mkdir", file: "journal", number: EACCES))
    let error = #expect(throws: JournalError.self) { try open() }
    #expect(error?.code == .permission)
    #expect(error?.path == scratch.journal)
  }

  @Test func `a failed write poisons: the outcome is unknown, nobody appends, reading goes on`() throws {
    let journal = try open()
    let other = try DirectoryJournal.open(scratch.journal, mode: .readWrite)
    try journal.append("kept")
    _ = try other.collect()
    faults.fail(.init(call: "pwrite", file: ".segment", count: 1, number: EIO, partial: 20))
    let error = #expect(throws: JournalError.self) { try journal.append("lost?") }
    #expect(error?.code == .outcomeUnknown)
    #expect(error?.cause == SystemCallError(call: "pwrite", number: EIO))
    for opener in [journal, other] {
      let refusal = #expect(throws: JournalError.self) { try opener.append("more") }
      #expect(refusal?.code == .poisoned)
    }
    #expect(try other.record(1) == Array("kept".utf8))
    let mark = try #require(try other.poison())
    #expect(mark.failure == .write)
    #expect(mark.errorNumber == EIO)
    #expect(mark.syncedThrough == 1)
    #expect(try JournalInspection(scratch.journal).information().poison == mark)
  }

  @Test func `a failed sync poisons every process, and is not tried again`() throws {
    let journal = try open()
    let other = try DirectoryJournal.open(scratch.journal, mode: .readWrite)
    try journal.append("kept")
    _ = try other.collect()
    _ = try other.transact(ignore) { _ in [NewRecord("of the other")] }
    _ = try journal.transact(ignore) { _ in [NewRecord("unknown")] }
    faults.fail(.init(call: "fdatasync", file: ".segment", count: 1, number: EIO))
    let error = #expect(throws: JournalError.self) { try journal.sync() }
    #expect(error?.code == .outcomeUnknown)
    _ = faults.takeCalls()
    // The next sync would succeed, and say what is not so.
    let again = #expect(throws: JournalError.self) { try journal.sync() }
    #expect(again?.code == .outcomeUnknown)
    #expect(!faults.takeCalls().contains { $0.hasPrefix("fdatasync") && $0.hasSuffix(".segment") })
    let theirs = #expect(throws: JournalError.self) { try other.sync() }
    #expect(theirs?.code == .outcomeUnknown)
    #expect(#expect(throws: JournalError.self) { try other.append("more") }?.code == .poisoned)
  }

  @Test func `poison stays when the mark cannot be written`() throws {
    let journal = try open()
    _ = try journal.transact(ignore) { _ in [NewRecord("unknown")] }
    faults.fail(.init(call: "fdatasync", file: "", number: EIO))
    faults.fail(.init(call: "pwrite", file: "journal.lock", number: EIO))
    #expect(#expect(throws: JournalError.self) { try journal.sync() }?.code == .outcomeUnknown)
    faults.heal()
    #expect(#expect(throws: JournalError.self) { try journal.append("more") }?.code == .poisoned)
  }

  @Test func `a poisoned journal can be opened and read, and is mended by starting the machine anew`() throws {
    let journal = try open()
    try journal.append("kept")
    _ = try journal.transact(ignore) { _ in [NewRecord("unknown")] }
    faults.fail(.init(call: "fdatasync", file: ".segment", count: 1, number: EIO))
    #expect(throws: JournalError.self) { try journal.sync() }
    let now = try open()
    #expect(try now.collect().map(\.sequence) == [1, 2])
    #expect(#expect(throws: JournalError.self) { try now.append("more") }?.code == .poisoned)

    let identity = ProcessIdentity(number: 7, startTime: 7, bootIdentifier: [UInt8](repeating: 7, count: 16))
    let restarted = FaultyFileSystem(process: identity)
    let after = try DirectoryJournal.open(scratch.journal, mode: .readWrite, options: .small, fileSystem: restarted)
    #expect(try after.poison() == nil)
    #expect(try after.collect().map(\.sequence) == [1, 2])
    #expect(try after.append("more") == 3)
  }

  @Test func `a failure while sealing poisons, and one while making the next segment does not`() throws {
    let journal = try open(.tiny)
    faults.fail(.init(call: "rename", file: ".segment", number: EIO))
    var appended: UInt64 = 0
    let error = #expect(throws: JournalError.self) {
      while true { appended = try journal.append(String(repeating: "x", count: 100)) ?? 0 }
    }
    #expect(error?.code == .input)
    faults.heal()
    #expect(try journal.append("resumed") == appended + 1)
    faults.fail(.init(call: "ftruncate", file: "2.segment", number: EIO))
    let sealing = #expect(throws: JournalError.self) {
      while true { try journal.append(String(repeating: "x", count: 100)) }
    }
    #expect(sealing?.code == .outcomeUnknown)
  }

  /// Every call that changes something fails once, in turn, in a run over several segments.
  @Test(
    arguments: [EIO, ENOSPC], ["pwrite", "fdatasync", "fsync", "rename", "ftruncate", "fallocate", "open", "fcntl"])
  func `whichever call fails, what was acknowledged is there afterwards`(number: Int32, call: String) throws {
    for nth in 1...400 {
      let scratch = try ScratchDirectory()
      let faults = FaultyFileSystem()
      faults.fail(.init(call: call, file: "", first: nth, count: 1, number: number, partial: nth % 3 * 11))
      var acknowledged: [UInt64: String] = [:]
      var hasFailed = false
      for _ in 1...2 {
        let options = JournalOptions.tiny
        guard
          let journal = try? DirectoryJournal.open(
            scratch.journal, mode: .readWrite, options: options, fileSystem: faults
          )
        else {
          hasFailed = true
          continue
        }
        _ = try? journal.collect()
        for count in 0..<16 {
          let text = String(repeating: "\(count)", count: 150)
          do {
            if let sequence = try journal.append(text, payload: true) { acknowledged[sequence] = text }
          } catch {
            hasFailed = true
          }
        }
      }
      let report = try JournalInspection(scratch.journal).verify()
      #expect(report.isIntact, "\(call) \(nth): \(String(describing: report.problem))")
      let reader = try DirectoryJournal.open(scratch.journal, mode: .readOnly)
      let delivered = try reader.collect()
      for (sequence, text) in acknowledged {
        #expect(delivered.first { $0.sequence == sequence }?.bytes == Array(text.utf8), "\(call) \(nth): \(sequence)")
      }
      if !hasFailed { break }
    }
  }
}
