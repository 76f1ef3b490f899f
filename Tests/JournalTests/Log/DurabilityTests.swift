import Glibc
import Journal
import SimulatedHardware
import Testing

/// When appends count as accepted, and which of them are synced by whom.
@Suite struct DurabilityTests {
  private let scratch: ScratchDirectory
  private let faults = FaultyFileSystem()

  init() throws {
    scratch = try ScratchDirectory()
  }

  private func open(_ durability: JournalOptions.Durability, _ fileSystem: FaultyFileSystem? = nil) throws
    -> DirectoryJournal
  {
    var options = JournalOptions.small
    options.durability = durability
    return try DirectoryJournal.open(
      scratch.journal, mode: .readWrite, options: options, fileSystem: fileSystem ?? faults)
  }

  private func append(_ text: String, to journal: DirectoryJournal) throws -> UInt64? {
    let range = try journal.transact(ignore) { _ in [NewRecord(text)] }
    try journal.acknowledge()
    return range?.lowerBound
  }

  private func syncs(of file: String) -> Int {
    faults.takeCalls().count { $0.hasPrefix("fdatasync") && $0.hasSuffix(file) }
  }

  private func restarted() -> FaultyFileSystem {
    FaultyFileSystem(
      process: ProcessIdentity(number: 7, startTime: 7, bootIdentifier: [UInt8](repeating: 7, count: 16)))
  }

  @Test(arguments: [.interval(milliseconds: 50), .os] as [JournalOptions.Durability])
  func `an append is accepted without a sync, and numbers are marked as used once for many`(
    _ durability: JournalOptions.Durability
  )
    throws
  {
    let journal = try open(durability)
    _ = faults.takeCalls()
    #expect(try append("first", to: journal) == 1)
    #expect(syncs(of: "journal.lock") == 1)
    for number in 2...100 { #expect(try append("\(number)", to: journal) == UInt64(number)) }
    #expect(faults.takeCalls().allSatisfy { !$0.contains("sync") })
    #expect(try JournalInspection(scratch.journal).information().reservedThrough >= 100)
    try journal.sync()
    #expect(syncs(of: ".segment") == 1)
  }

  @Test func `under always nothing is marked`() throws {
    let journal = try open(.always)
    for number in 1...5 { #expect(try append("\(number)", to: journal) == UInt64(number)) }
    #expect(syncs(of: ".segment") == 5)
    #expect(try JournalInspection(scratch.journal).information().reservedThrough == 0)
  }

  @Test func `an interval says when it has to be synced: so long after the first append since`() throws {
    let machine = Machine()
    func open(_ durability: JournalOptions.Durability) throws -> DirectoryJournal {
      try DirectoryJournal.open("/journal", mode: .readWrite, options: .weak(durability), fileSystem: machine.start())
    }
    let journal = try open(.interval(milliseconds: 50))
    #expect(journal.millisecondsUntilSync == nil)
    _ = try append("1", to: journal)
    #expect((49...50).contains(journal.millisecondsUntilSync ?? -1))
    machine.advance(nanoseconds: 30_000_000)
    _ = try append("2", to: journal)
    #expect((19...20).contains(journal.millisecondsUntilSync ?? -1))
    machine.advance(nanoseconds: 30_000_000)
    #expect(journal.millisecondsUntilSync == 0)
    try journal.sync()
    #expect(journal.millisecondsUntilSync == nil)
    let relaxed = try open(.os)
    _ = try relaxed.collect()
    _ = try append("3", to: relaxed)
    #expect(relaxed.millisecondsUntilSync == nil)
  }

  @Test func `each process answers by its own durability, and a sync covers what others acknowledged before it`() throws
  {
    let weak = try open(.os)
    let careful = try open(.always)
    #expect(try append("of the weak", to: weak) == 1)
    _ = faults.takeCalls()
    #expect(try append("of the careful", to: careful) == 2)
    #expect(syncs(of: ".segment") == 1)
    #expect(try JournalInspection(scratch.journal).information().syncedThrough == 2)
  }

  /// A mark that may not be on disk would let the numbers be used again.
  @Test func `a mark that could not be synced refuses the append, and is not relied on by the next`() throws {
    let journal = try open(.os)
    faults.fail(.init(call: "fdatasync", file: "journal.lock", count: 1, number: EIO))
    #expect(throws: JournalError.self) { _ = try append("refused", to: journal) }
    #expect(try JournalInspection(scratch.journal).verify().records == 0)
    let other = try open(.os)
    _ = faults.takeCalls()
    #expect(try append("first", to: other) == 1)
    #expect(syncs(of: "journal.lock") == 1)
  }

  @Test func `a failed background sync names what was acknowledged, and its numbers are never used again`() throws {
    let journal = try open(.interval(milliseconds: 50))
    try journal.append("on disk")
    let start = Int(try JournalInspection(scratch.journal).information().usedBytes)
    for text in ["two", "three"] { _ = try append(text, to: journal) }
    faults.fail(.init(call: "fdatasync", file: ".segment", count: 1, number: EIO))
    let error = #expect(throws: JournalError.self) { try journal.sync() }
    #expect(error?.code == .outcomeUnknown)
    #expect(error?.message.contains("`interval(50ms)` records 2 to 3 were acknowledged") == true, "\(error!)")
    #expect(#expect(throws: JournalError.self) { try journal.acknowledge() }?.code == .outcomeUnknown)
    // The page cache may have dropped what a failed sync took for clean.
    var bytes = try scratch.bytes(of: scratch.segment(1))
    for offset in start..<(start + FrameHeader.size) { bytes[offset] = 0 }
    try scratch.write(bytes, to: scratch.segment(1))
    let again = try open(.os)
    #expect(try again.collect().map(\.sequence) == [1])
    #expect(again.notices.contains { $0.contains("acknowledged only under") }, "\(again.notices)")
    #expect(try #require(try append("more", to: again)) > 3)
    #expect(try JournalInspection(scratch.journal).verify().isIntact)
  }

  @Test func `recovery after a restart says what may have been acknowledged`() throws {
    let journal = try open(.os)
    try journal.append("on disk")
    let start = Int(try JournalInspection(scratch.journal).information().usedBytes)
    for number in 2...4 { _ = try append("\(number)", to: journal) }
    var bytes = try scratch.bytes(of: scratch.segment(1))
    for offset in start..<(start + FrameHeader.size) { bytes[offset] = 0 }
    try scratch.write(bytes, to: scratch.segment(1))
    let after = try open(.always, restarted())
    #expect(after.recoveries.first?.lastLostSequence == 4)
    #expect(after.notices.first?.contains("acknowledged only under the durability `interval` or `os`") == true)
    #expect(after.notices.last?.contains("never used again") == true, "\(after.notices)")
    #expect(try #require(try append("more", to: after)) > 4)
  }

  @Test func `a backup, a repair and a producer go on behind the numbers that were skipped`() throws {
    let journal = try open(.os)
    for number in 1...3 { _ = try append("\(number)", to: journal) }
    let file = restarted()
    let after = try open(.os, file)
    let next = try #require(try append("next", to: after))
    let copy = scratch.journal + "-copy"
    let report = try JournalBackup(of: scratch.journal, fileSystem: file).run(to: copy)
    #expect((report.records, report.lastSequence) == (4, next))
    let producer = try #require(
      try DirectoryJournal.openAtEnd(scratch.journal, options: .small, fileSystem: file))
    #expect(try producer.append("blind") == next + 1)
    // Damage the last frame: its record is lost, and so may be others that were told of.
    var bytes = try scratch.bytes(of: scratch.segment(2))
    bytes[SegmentHeader.size + FrameHeader.size + 3] ^= 1
    try scratch.write(bytes, to: scratch.segment(2))
    _ = try JournalRepair(scratch.journal, fileSystem: file).run()
    let repaired = try open(.always, file)
    #expect(try #require(try append("behind", to: repaired)) > next + 1)
  }
}
