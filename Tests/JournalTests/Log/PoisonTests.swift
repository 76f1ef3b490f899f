import Glibc
import Journal
import Testing

/// Writes and syncs that fail: nothing is believed twice, nothing acknowledged is lost, and work goes on in a new segment.
@Suite struct PoisonTests {
  private let scratch: ScratchDirectory
  private let faults = FaultyFileSystem()

  init() throws {
    scratch = try ScratchDirectory()
  }

  private func open(_ fileSystem: FaultyFileSystem? = nil, _ options: JournalOptions = .small) throws
    -> DirectoryJournal
  {
    try DirectoryJournal.open(scratch.journal, mode: .readWrite, options: options, fileSystem: fileSystem ?? faults)
  }

  private func verify() throws -> VerificationReport { try JournalInspection(scratch.journal).verify() }

  private func text(_ journal: DirectoryJournal) throws -> [String] {
    try journal.collect().map { String(decoding: $0.bytes, as: UTF8.self) }
  }

  /// One record on disk, and one whose sync has failed.
  private func poison(_ count: Int = 1) throws -> DirectoryJournal {
    let journal = try open()
    try journal.append("kept", payload: true)
    _ = try journal.transact(ignore) { _ in [NewRecord("unknown", payload: true)] }
    faults.fail(.init(call: "fdatasync", file: ".segment", count: count, number: EIO))
    #expect(#expect(throws: JournalError.self) { try journal.sync() }?.code == .outcomeUnknown)
    return journal
  }

  @Test func `a failed write has no known outcome, nobody appends behind it, and reading goes on`() throws {
    let journal = try open()
    let other = try open(FaultyFileSystem())
    try journal.append("kept")
    _ = try other.collect()
    faults.fail(.init(call: "pwrite", file: ".segment", count: 1, number: EIO, partial: 20))
    let error = #expect(throws: JournalError.self) { try journal.append("lost?") }
    #expect(error?.code == .outcomeUnknown)
    #expect(error?.cause == SystemCallError(call: "pwrite", number: EIO))
    let segment = try scratch.bytes(of: scratch.segment(1))
    for opener in [journal, other] {
      #expect(#expect(throws: JournalError.self) { try opener.append("more") }?.code == .stale)
    }
    #expect(try scratch.bytes(of: scratch.segment(1)) == segment)
    #expect(try other.record(1) == Array("kept".utf8))
    let mark = try #require(try other.poison())
    #expect(mark.failure == .write)
    #expect(mark.errorNumber == EIO)
    #expect(mark.syncedThrough == 1)
    #expect(try JournalInspection(scratch.journal).information().poison == mark)
  }

  @Test func `a failed sync is not tried again, and every process is told`() throws {
    let journal = try open()
    let other = try open(FaultyFileSystem())
    try journal.append("kept")
    _ = try other.collect()
    _ = try other.transact(ignore) { _ in [NewRecord("of the other")] }
    _ = try journal.transact(ignore) { _ in [NewRecord("unknown")] }
    faults.fail(.init(call: "fdatasync", file: ".segment", count: 1, number: EIO))
    #expect(#expect(throws: JournalError.self) { try journal.sync() }?.code == .outcomeUnknown)
    _ = faults.takeCalls()
    // The next sync would succeed, and say what is not so.
    #expect(#expect(throws: JournalError.self) { try journal.sync() }?.code == .outcomeUnknown)
    #expect(!faults.takeCalls().contains { $0.hasPrefix("fdatasync") && $0.hasSuffix(".segment") })
    #expect(#expect(throws: JournalError.self) { try other.sync() }?.code == .outcomeUnknown)
    #expect(#expect(throws: JournalError.self) { try other.append("more") }?.code == .stale)
  }

  @Test func `opening it again goes on in a new segment with what can be read, and the old one is not touched`() throws
  {
    let journal = try poison()
    let segment = try scratch.bytes(of: scratch.segment(1))
    let again = try open()
    #expect(try scratch.bytes(of: scratch.segment(1)) == segment)
    #expect(try again.poison() == nil)
    #expect(again.notices.count == 1)
    #expect(again.notices.first?.contains("segment 2") == true, "\(again.notices)")
    #expect(try text(again) == ["kept", "unknown"])
    #expect(try again.record(1) == Array("kept".utf8))
    #expect(try again.record(2) == Array("unknown".utf8))
    #expect(try again.append("more", payload: true) == 3)
    #expect(try again.record(3) == Array("more".utf8))
    #expect(try again.readAll(from: 1).map(\.sequence) == [1, 2, 3])
    let report = try verify()
    #expect(report.isIntact, "\(String(describing: report.problem))")
    #expect(report.records == 3)
    let information = try JournalInspection(scratch.journal).information()
    #expect(information.segments.map(\.firstSequence) == [1, 2])
    #expect(information.segments.map(\.lastSequence) == [1, 3])
    #expect(#expect(throws: JournalError.self) { try journal.append("old") }?.code == .stale)
  }

  @Test func `whoever read behind the failure is told to open the journal again, by every way it can learn of it`()
    throws
  {
    let follower = try open(FaultyFileSystem())
    let writer = try open(FaultyFileSystem())
    _ = try poison()
    let reader = try DirectoryJournal.open(scratch.journal, mode: .readOnly)
    #expect(try text(follower) == ["kept", "unknown"])
    #expect(try text(reader) == ["kept", "unknown"])
    _ = try writer.collect()
    _ = try open()
    #expect(reader.waitForChange(timeoutMilliseconds: 1000))
    for opener in [reader, follower] {
      #expect(#expect(throws: JournalError.self) { _ = try opener.collect() }?.code == .stale)
    }
    #expect(#expect(throws: JournalError.self) { try writer.append("more") }?.code == .stale)
    #expect(try text(DirectoryJournal.open(scratch.journal, mode: .readOnly)) == ["kept", "unknown"])
  }

  /// The page cache may have dropped what a failed sync took for clean.
  @Test func `records whose pages are gone are dropped and reported, and none that was acknowledged is`() throws {
    let first = try open()
    try first.append("kept")
    let start = Int(try JournalInspection(scratch.journal).information().usedBytes)
    let other = try open(FaultyFileSystem())
    _ = try other.collect()
    _ = try other.transact(ignore) { _ in [NewRecord("of the other")] }
    _ = try first.transact(ignore) { _ in [NewRecord("gone")] }
    _ = try first.transact(ignore) { _ in [NewRecord("behind it")] }
    let (path, size) = (scratch.segment(1), FrameHeader.size + "of the other".utf8.count + 2)
    faults.fail(.init(call: "fdatasync", file: ".segment", count: 1, number: EIO))
    #expect(throws: JournalError.self) { try first.sync() }
    var bytes = try scratch.bytes(of: path)
    for offset in (start + size)..<(start + size + FrameHeader.size + 6) { bytes[offset] = 0 }
    try scratch.write(bytes, to: path)
    // The other process's sync succeeds, and does not mean what it says.
    #expect(#expect(throws: JournalError.self) { try other.sync() }?.code == .outcomeUnknown)

    let again = try open()
    #expect(try text(again) == ["kept", "of the other"])
    #expect(again.notices.first?.contains("was lost") == true, "\(again.notices)")
    #expect(try again.append("more") == 3)
    #expect(#expect(throws: JournalError.self) { try other.sync() }?.code == .outcomeUnknown)
    #expect(#expect(throws: JournalError.self) { try other.append("more") }?.code == .stale)
    #expect(try verify().isIntact)
  }

  @Test func `a sync that fails while the journal is opened keeps everybody from appending behind it`() throws {
    let writer = try open(FaultyFileSystem())
    try writer.append("kept")
    _ = try writer.transact(ignore) { _ in [NewRecord("unknown")] }
    faults.fail(.init(call: "fdatasync", file: ".segment", count: 1, number: EIO))
    #expect(#expect(throws: JournalError.self) { _ = try open() }?.code == .poisoned)
    #expect(try JournalInspection(scratch.journal).information().poison != nil)
    #expect(#expect(throws: JournalError.self) { try writer.append("more") }?.code == .stale)
    #expect(try text(open()) == ["kept", "unknown"])
  }

  @Test func `whoever passed a footer that is no part of the log any more is told, also before the mark says so`()
    throws
  {
    let doomed = try open()
    try doomed.append("kept")
    let reader = try DirectoryJournal.open(scratch.journal, mode: .readOnly)
    _ = try doomed.transact(ignore) { _ in [NewRecord("unknown")] }
    faults.fail(.init(call: "fdatasync", file: ".segment", count: 1, number: EIO))
    #expect(throws: JournalError.self) { try doomed.sealSegment(ignore) }
    #expect(try reader.collect().count == 2)
    _ = try open()
    // As between the new segment and the word of it.
    var lock = try scratch.bytes(of: scratch.lockFile)
    lock.replaceSubrange(192..<256, with: [UInt8](repeating: 0, count: 64))
    try scratch.write(lock, to: scratch.lockFile)
    #expect(#expect(throws: JournalError.self) { _ = try reader.collect() }?.code == .stale)
    #expect(try text(DirectoryJournal.open(scratch.journal, mode: .readOnly)) == ["kept", "unknown"])
  }

  @Test func `an acknowledged record that cannot be read behind a failed sync is corruption, and not left out`() throws
  {
    let journal = try open()
    try journal.append("kept")
    let start = Int(try JournalInspection(scratch.journal).information().usedBytes)
    try journal.append("acknowledged")
    _ = try journal.transact(ignore) { _ in [NewRecord("unknown")] }
    faults.fail(.init(call: "fdatasync", file: ".segment", count: 1, number: EIO))
    #expect(throws: JournalError.self) { try journal.sync() }
    var bytes = try scratch.bytes(of: scratch.segment(1))
    for offset in start..<(start + FrameHeader.size) { bytes[offset] = 0 }
    try scratch.write(bytes, to: scratch.segment(1))
    let before = try scratch.content()
    let error = #expect(throws: JournalError.self) { try open() }
    #expect(error?.code == .corrupt)
    #expect(error?.sequence == 2)
    #expect(try scratch.content() == before)
  }

  @Test(arguments: ["fsync", "pwrite", "open", "rename"])
  func `when the new segment cannot be synced either, everybody only reads until a restart`(call: String) throws {
    _ = try poison()
    faults.fail(.init(call: call, file: call == "fsync" ? "" : ".new", number: EIO))
    let readOnly = try open()
    faults.heal()
    let error = #expect(throws: JournalError.self) { try readOnly.append("more") }
    #expect(error?.code == .poisoned)
    #expect(error?.message.contains("start the machine anew") == true, "\(String(describing: error))")
    // Nobody tries again, and everybody reads.
    let later = try open()
    #expect(#expect(throws: JournalError.self) { try later.append("more") }?.code == .poisoned)
    #expect(try text(later) == ["kept", "unknown"])
    #expect(try later.poison()?.stage == .givenUp)

    let identity = ProcessIdentity(number: 7, startTime: 7, bootIdentifier: [UInt8](repeating: 7, count: 16))
    let after = try open(FaultyFileSystem(process: identity))
    #expect(try after.poison() == nil)
    #expect(try text(after) == ["kept", "unknown"])
    #expect(try after.append("more") == 3)
    #expect(try verify().isIntact)
  }

  /// The synced mark may be late: an acknowledged record is carried over like any other, or nothing is.
  @Test(arguments: ["pread", "open"])
  func `what cannot be read for a moment while a journal is mended is not left out`(call: String) throws {
    for failing in 1...25 {
      faults.heal()
      _ = try poison()
      faults.heal()
      var lock = try scratch.bytes(of: scratch.lockFile)
      lock.replaceSubrange(128..<192, with: [UInt8](repeating: 0, count: 64))
      lock.replaceSubrange(208..<216, with: [UInt8](repeating: 0, count: 8))
      let identifier = try JournalInspection(scratch.journal).information().journalIdentifier
      let checksum = Checksum.of(identifier + lock[192..<252])
      withUnsafeBytes(of: checksum.littleEndian) { lock.replaceSubrange(252..<256, with: $0) }
      try scratch.write(lock, to: scratch.lockFile)
      faults.fail(.init(call: call, file: "", first: failing, count: 1, number: EIO))
      _ = try? open()
      faults.heal()
      #expect(try text(open()) == ["kept", "unknown"], "\(call) \(failing)")
      try scratch.remove(scratch.journal)
    }
  }

  @Test(arguments: ["fallocate", "pwrite"])
  func `without space for the new segment the journal waits for some`(call: String) throws {
    _ = try poison()
    faults.fail(.init(call: call, file: ".new", number: ENOSPC))
    for _ in 1...2 { #expect(#expect(throws: JournalError.self) { try open() }?.code == .diskFull) }
    #expect(try text(DirectoryJournal.open(scratch.journal, mode: .readOnly)) == ["kept", "unknown"])
    faults.heal()
    let again = try open()
    #expect(try text(again) == ["kept", "unknown"])
    #expect(try again.append("more") == 3)
  }

  @Test func `a process that dies while it mends leaves the rest to the next`() throws {
    _ = try poison()
    // The new segment has its name, and the names are not known to be on disk; then the mark is the old one still.
    let marked = try scratch.bytes(of: scratch.lockFile)
    _ = try open()
    try scratch.write(marked, to: scratch.lockFile)
    let again = try open()
    #expect(try again.poison() == nil)
    #expect(try text(again) == ["kept", "unknown"])
    #expect(try again.append("more") == 3)
    #expect(try JournalInspection(scratch.journal).information().segments.count == 2)
  }

  @Test func `a disk that fails every sync ends in reading only, with everything acknowledged there`() throws {
    let journal = try open()
    for number in 1...5 { try journal.append("\(number)") }
    faults.fail(.init(call: "fdatasync", file: ".segment", number: EIO))
    faults.fail(.init(call: "fsync", file: "", number: EIO))
    var opener = journal
    var codes: [JournalError.Code] = []
    for _ in 1...4 {
      let error = #expect(throws: JournalError.self) { try opener.append("never") }
      codes += error.map { [$0.code] } ?? []
      opener = try open()
    }
    #expect(codes == [.outcomeUnknown, .poisoned, .poisoned, .poisoned])
    #expect(Array(try text(opener).prefix(5)) == ["1", "2", "3", "4", "5"])
  }

  @Test func `failures one after another are mended one after another`() throws {
    var expected: [String] = []
    for round in 1...5 {
      let journal = try open()
      _ = try journal.collect()
      try journal.append("kept \(round)", payload: round % 2 == 0)
      _ = try journal.transact(ignore) { _ in [NewRecord("carried \(round)", payload: true)] }
      faults.fail(.init(call: "fdatasync", file: ".segment", count: 1, number: EIO))
      #expect(throws: JournalError.self) { try journal.sync() }
      faults.heal()
      expected += ["kept \(round)", "carried \(round)"]
    }
    let journal = try open()
    #expect(try text(journal) == expected)
    for sequence in 1...10 { #expect(try journal.record(UInt64(sequence)) == Array(expected[sequence - 1].utf8)) }
    let report = try verify()
    #expect(report.isIntact, "\(String(describing: report.problem))")
    #expect(report.segments == 6)
  }

  @Test func `a failed sync of a seal is mended like any other`() throws {
    let journal = try open(nil, .tiny)
    for number in 1...10 { try journal.append(String(repeating: "\(number % 10)", count: 300), payload: true) }
    faults.fail(.init(call: "ftruncate", file: ".segment", count: 1, number: EIO))
    #expect(throws: JournalError.self) {
      while true { try journal.append(String(repeating: "x", count: 300), payload: true) }
    }
    let again = try open(nil, .tiny)
    let count = try again.collect().count
    #expect(try again.append("more") == UInt64(count + 1))
    for sequence in 1...count { #expect(throws: Never.self) { try again.record(UInt64(sequence)) } }
    #expect(try verify().isIntact)
  }

  @Test func `poison is kept when its mark cannot be written, also by new openers of the same process`() throws {
    let journal = try open()
    _ = try journal.transact(ignore) { _ in [NewRecord("unknown")] }
    faults.fail(.init(call: "fdatasync", file: "", number: EIO))
    faults.fail(.init(call: "pwrite", file: "journal.lock", number: EIO))
    #expect(#expect(throws: JournalError.self) { try journal.sync() }?.code == .outcomeUnknown)
    #expect(throws: JournalError.self) { try open() }
    faults.heal()
    #expect(#expect(throws: JournalError.self) { try journal.append("more") }?.code == .stale)
    let again = try open()
    #expect(again.notices.count == 1, "\(again.notices)")
    #expect(try text(again) == ["unknown"])
    #expect(try again.append("more") == 2)
  }

  @Test func `an older version refuses a journal that was mended, by the feature bit`() throws {
    _ = try poison()
    _ = try open()
    let bytes = try scratch.bytes(of: scratch.segment(2))
    #expect(bytes[12] == 1)
    var future = bytes
    future[12] = 0x80
    let checksum = Checksum.of(Array(future[..<60]))
    withUnsafeBytes(of: checksum.littleEndian) { future.replaceSubrange(60..<64, with: $0) }
    try scratch.write(future, to: scratch.segment(2))
    #expect(#expect(throws: JournalError.self) { try open() }?.code == .newerVersion)
  }
}
