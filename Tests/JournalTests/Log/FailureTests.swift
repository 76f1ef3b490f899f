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
