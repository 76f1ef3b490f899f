import Foundation
import Glibc
import Journal
import Testing

@Suite struct CompactionLockTests {
  private let scratch: ScratchDirectory

  init() throws {
    scratch = try ScratchDirectory()
    _ = try DirectoryJournal.open(scratch.journal, mode: .readWrite)
  }

  /// What a child has between its start and its program: a copy of every descriptor of the lock file.
  private func copiesOfDescriptors() throws -> [Int32] {
    try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").compactMap { name in
      let target = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\(name)")
      guard target == scratch.lockFile, let descriptor = Int32(name) else { return nil }
      return fcntl(descriptor, F_DUPFD_CLOEXEC, 0)
    }
  }

  @Test func `one compaction runs at a time, and the lock is free after it whoever else has its descriptors`() throws {
    var compactor = try JournalCompactor(scratch.journal)
    #expect(compactor != nil)
    #expect(try JournalCompactor(scratch.journal) == nil)
    let copies = try copiesOfDescriptors()
    #expect(!copies.isEmpty)
    compactor = nil
    #expect(try JournalCompactor(scratch.journal) != nil)
    for copy in copies { close(copy) }
  }
}
