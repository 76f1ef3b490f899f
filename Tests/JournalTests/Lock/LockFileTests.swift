import CSystem
import Foundation
import Glibc
import Journal
import Testing

@Suite struct LockFileTests {
  private let scratch: ScratchDirectory

  init() throws {
    scratch = try ScratchDirectory()
  }

  private func open(_ fileSystem: any FileSystem = SystemFileSystem(), timeout: Int = 5000) throws -> DirectoryJournal {
    var options = JournalOptions.small
    options.lockTimeout = timeout
    return try DirectoryJournal.open(scratch.journal, mode: .readWrite, options: options, fileSystem: fileSystem)
  }

  @Test func `whoever waits too long is told who has the lock`() throws {
    let journal = try open(timeout: 0)
    try journal.append("a")
    let descriptor = Glibc.open(scratch.lockFile, O_RDWR | O_CLOEXEC)
    defer { close(descriptor) }
    try #require(daybook_lock(descriptor, 0) == 1)
    let error = #expect(throws: JournalError.self) { try journal.append("b") }
    #expect(error?.code == .lockTimeout)
    #expect(error?.message.contains("process \(getpid())") == true, "\(String(describing: error))")
    #expect(#expect(throws: JournalError.self) { try open(timeout: 0) }?.code == .lockTimeout)
    // Reading needs no lock.
    #expect(try DirectoryJournal.open(scratch.journal, mode: .readOnly).collect().count == 1)
    #expect(daybook_unlock(descriptor, 0) == 0)
    #expect(try journal.append("b") == 2)
  }

  @Test func `the lock is open-file-description, exclusive, and seen without being taken`() throws {
    _ = try open()
    let (first, second) = (Glibc.open(scratch.lockFile, O_RDWR), Glibc.open(scratch.lockFile, O_RDWR))
    let reader = Glibc.open(scratch.lockFile, O_RDONLY)
    #expect(daybook_lock(first, 0) == 1)
    #expect(daybook_lock(first, 0) == 1)
    #expect(daybook_lock(second, 0) == 0)
    #expect(daybook_lock(second, 1) == 1)
    #expect(daybook_lock_held(second, 0) == 1)
    #expect(daybook_lock_held(reader, 0) == 1)
    #expect(daybook_lock_held(first, 0) == 0)
    // Closing another descriptor of the file does not lose it, as it would a process's lock.
    close(reader)
    #expect(daybook_lock(second, 0) == 0)
    close(first)
    #expect(daybook_lock(second, 0) == 1)
    close(second)
    #expect(daybook_lock(-1, 0) == -1)
  }

  @Test func `a lock file put in the place of the old one is noticed`() throws {
    let journal = try open()
    try journal.append("a")
    let other = try open()
    try FileManager.default.moveItem(atPath: scratch.lockFile, toPath: scratch.path + "/old")
    try scratch.write([], to: scratch.lockFile)
    let fresh = try open(timeout: 0)
    #expect(try fresh.append("b") == 2)
    #expect(try journal.append("c") == 3)
    #expect(try other.append("d") == 4)
    #expect(try JournalInspection(scratch.journal).verify().isIntact)
  }

  @Test func `the lock on a file that was replaced keeps nobody out, and is not believed`() throws {
    let journal = try open(timeout: 0)
    try FileManager.default.moveItem(atPath: scratch.lockFile, toPath: scratch.path + "/old")
    try scratch.write([], to: scratch.lockFile)
    let descriptor = Glibc.open(scratch.lockFile, O_RDWR | O_CLOEXEC)
    defer { close(descriptor) }
    try #require(daybook_lock(descriptor, 0) == 1)
    #expect(#expect(throws: JournalError.self) { try journal.append("a") }?.code == .lockTimeout)
  }

  /// A hint that is intact in itself, and wrong.
  @Test(arguments: [0, 8, 16, 24, 32])
  func `a tail hint that does not fit the log is not used`(field: Int) throws {
    let journal = try open()
    for number in 1...5 { try journal.append("\(number)") }
    var bytes = try scratch.bytes(of: scratch.lockFile)
    bytes[64 + field] += 1
    let checksum = Checksum.of(journal.journalIdentifier + bytes[64..<124])
    withUnsafeBytes(of: checksum.littleEndian) { bytes.replaceSubrange(124..<128, with: $0) }
    try scratch.write(bytes, to: scratch.lockFile)
    let again = try open()
    #expect(again.recoveries.isEmpty)
    #expect(try again.append("6") == 6)
    #expect(try JournalInspection(scratch.journal).verify().records == 6)
  }

  @Test func `every damaged byte of the lock file is survived`() throws {
    try open().append("a")
    let intact = try scratch.bytes(of: scratch.lockFile)
    #expect(intact.count == 320)
    for offset in intact.indices {
      var bytes = intact
      bytes[offset] ^= 0x21
      try scratch.write(bytes, to: scratch.lockFile)
      let journal = try open()
      #expect(try journal.collect().count >= 1)
      let next = journal.position + 1
      #expect(try journal.append("b") == next, "byte \(offset)")
    }
    #expect(try JournalInspection(scratch.journal).verify().isIntact)
  }

  @Test(arguments: [0, 1, 100, 255, 256, 300])
  func `a lock file cut short is survived`(length: Int) throws {
    try open().append("a")
    try scratch.write(Array(scratch.bytes(of: scratch.lockFile)[..<length]), to: scratch.lockFile)
    let journal = try open()
    #expect(try journal.append("b") == 2)
    #expect(try scratch.bytes(of: scratch.lockFile).count == 320)
  }

  @Test func `an old tail hint is noticed`() throws {
    let journal = try open()
    try journal.append("a")
    let old = try scratch.bytes(of: scratch.lockFile)
    for number in 2...20 { try journal.append("\(number)") }
    var mixed = try scratch.bytes(of: scratch.lockFile)
    mixed.replaceSubrange(64..<128, with: old[64..<128])
    try scratch.write(mixed, to: scratch.lockFile)
    let again = try open()
    #expect(again.recoveries.isEmpty)
    #expect(try again.append("21") == 21)
  }

  @Test func `with the hint, opening does not read the log`() throws {
    let journal = try open()
    try journal.append((1...2000).map { NewRecord("\($0)") })
    try journal.append("last")
    let faults = FaultyFileSystem()
    _ = try open(faults)
    let reads = faults.takeCalls().filter { $0 == "pread 0000000000000001.segment" }
    #expect(reads.count < 12, "\(reads.count) reads")
  }

  @Test func `the lock file says who had the lock and how far the log is on disk`() throws {
    let journal = try open()
    try journal.append("a")
    _ = try journal.transact(ignore) { _ in [NewRecord("b")] }
    let information = try JournalInspection(scratch.journal).information()
    #expect(information.holder?.process == (try SystemFileSystem().currentProcess()))
    #expect(information.holder?.isHeld == false)
    #expect(information.syncedThrough == 1)
    #expect(information.poison == nil)
    #expect(information.journalIdentifier == journal.journalIdentifier)
    try journal.sync()
    #expect(try JournalInspection(scratch.journal).information().syncedThrough == 2)
  }
}
