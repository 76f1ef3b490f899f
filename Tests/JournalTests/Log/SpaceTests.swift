import Glibc
import Journal
import Testing

/// A disk that fills up, through a file system that says so.
@Suite struct SpaceTests {
  private let scratch: ScratchDirectory
  private let faults = FaultyFileSystem()

  init() throws {
    scratch = try ScratchDirectory()
  }

  private func fill() {
    faults.fail(.init(call: "fallocate", file: ".segment", number: ENOSPC))
  }

  @Test(arguments: [JournalOptions.small, .tiny])
  func `before the disk is full the reserve is left, and what ends something still finds room`(
    options: JournalOptions
  ) throws {
    let journal = try DirectoryJournal.open(
      scratch.journal, mode: .readWrite, options: options, fileSystem: faults)
    try journal.append("first")
    #expect(!journal.isShortOfSpace)
    fill()
    var whenShort: UInt64?
    var last: UInt64 = 0
    let error = #expect(throws: JournalError.self) {
      while true {
        _ = try journal.transact(ignore) { next in
          if journal.isShortOfSpace, whenShort == nil { whenShort = next }
          return [NewRecord("a record of some length", payload: true)]
        }
        try journal.sync()
        last = journal.position
      }
    }
    #expect(error?.code == .diskFull)
    #expect(last - (try #require(whenShort)) >= 1)
    #expect(try JournalInspection(scratch.journal).verify().lastSequence == last)
    faults.heal()
    #expect(try journal.append("resumed") == last + 1)
    #expect(!journal.isShortOfSpace)
    #expect(try JournalInspection(scratch.journal).verify().isIntact)
  }

  @Test func `without any room nothing is asked for that would have to be taken back`() throws {
    let journal = try DirectoryJournal.open(
      scratch.journal, mode: .readWrite, options: .small, fileSystem: faults)
    fill()
    #expect(throws: JournalError.self) { while true { try journal.append("x", payload: true) } }
    var hasDecided = false
    let error = #expect(throws: JournalError.self) {
      _ = try journal.transact(ignore) { _ in
        hasDecided = true
        return []
      }
    }
    #expect(error?.code == .diskFull)
    #expect(!hasDecided)
  }

  @Test func `a full disk is asked for space a few times for each append, and no more`() throws {
    let journal = try DirectoryJournal.open(
      scratch.journal, mode: .readWrite, options: .small, fileSystem: faults)
    fill()
    #expect(throws: JournalError.self) { while true { try journal.append("x") } }
    _ = faults.takeCalls()
    #expect(throws: JournalError.self) { try journal.append("x") }
    #expect(faults.takeCalls().count < 20)
  }
}
