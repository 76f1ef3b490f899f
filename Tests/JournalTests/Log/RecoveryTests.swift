import Journal
import Testing

@Suite struct RecoveryTests {
  @Test func `a torn last frame is dropped and reported, and work goes on`() throws {
    let sample = try SampleJournal()
    try sample.scratch.remove(sample.scratch.lockFile)
    for length in stride(from: sample.boundaries[39] + 1, to: sample.end, by: 3) {
      try sample.scratch.write(Array(sample.segment[..<length]), to: sample.path)
      let journal = try DirectoryJournal.open(sample.scratch.journal, mode: .readWrite, options: .small)
      #expect(journal.recoveries.count == 1)
      #expect(journal.recoveries.first?.path == sample.path)
      #expect(journal.recoveries.first?.offset == UInt64(sample.boundaries[39]))
      #expect(1...(length - sample.boundaries[39]) ~= journal.recoveries.first?.droppedBytes ?? 0)
      #expect(journal.recoveries.first?.nextSequence == 40)
      #expect(try journal.collect().count == 39)
      #expect(try journal.append("again") == 40)
      let again = try DirectoryJournal.open(sample.scratch.journal, mode: .readWrite, options: .small)
      #expect(again.recoveries.isEmpty)
      #expect(try again.collect().last == Delivery(sequence: 40, bytes: Array("again".utf8)))
      try sample.scratch.remove(sample.scratch.lockFile)
    }
  }

  /// What a power cut leaves of a frame of many sectors: any of them may not have been written.
  @Test func `a frame with sectors missing is a torn tail`() throws {
    let scratch = try ScratchDirectory()
    let journal = try DirectoryJournal.open(scratch.journal, mode: .readWrite, options: .small)
    try journal.append("first")
    let start = Int(try JournalInspection(scratch.journal).information().usedBytes)
    _ = try journal.transact(ignore) { _ in
      [NewRecord(bytes: [UInt8](repeating: 7, count: 3000), hasPayload: true)]
    }
    let whole = try scratch.bytes(of: scratch.segment(1))
    let end = Int(try JournalInspection(scratch.journal).information().usedBytes)
    let sectors = start / 512...end / 512
    for missing in 1..<(1 << sectors.count) - 1 {
      var bytes = whole
      for (place, sector) in sectors.enumerated() where missing & 1 << place != 0 {
        for offset in max(sector * 512, start)..<min(sector * 512 + 512, end) { bytes[offset] = 0 }
      }
      try scratch.write(bytes, to: scratch.segment(1))
      let report = try JournalInspection(scratch.journal).verify()
      #expect(report.isIntact, "sectors \(String(missing, radix: 2)): \(String(describing: report.problem))")
      #expect(report.lastSequence == 1)
      #expect(report.tornTail != nil)
    }
  }

  @Test func `the same frame is corruption once it was synced`() throws {
    let scratch = try ScratchDirectory()
    let journal = try DirectoryJournal.open(scratch.journal, mode: .readWrite, options: .small)
    try journal.append([NewRecord(bytes: [UInt8](repeating: 7, count: 3000), hasPayload: true)])
    var bytes = try scratch.bytes(of: scratch.segment(1))
    for offset in 1024..<1536 { bytes[offset] = 0 }
    try scratch.write(bytes, to: scratch.segment(1))
    let problem = try JournalInspection(scratch.journal).verify().problem
    #expect(problem?.code == .corrupt)
    #expect(problem?.message.contains("was acknowledged") == true)
  }

  @Test func `a hint to a last frame that is torn is not used`() throws {
    let scratch = try ScratchDirectory()
    let journal = try DirectoryJournal.open(scratch.journal, mode: .readWrite, options: .small)
    try journal.append("first")
    _ = try journal.transact(ignore) { _ in
      [NewRecord(bytes: [UInt8](repeating: 7, count: 3000), hasPayload: true)]
    }
    var bytes = try scratch.bytes(of: scratch.segment(1))
    for offset in 1024..<1536 { bytes[offset] = 0 }
    try scratch.write(bytes, to: scratch.segment(1))
    let again = try DirectoryJournal.open(scratch.journal, mode: .readWrite, options: .small)
    #expect(again.recoveries.map(\.nextSequence) == [2])
    #expect(try again.collect().count == 1)
    #expect(try again.append("second") == 2)
  }

  /// A power cut can leave a later append and not an earlier one, when neither was synced.
  @Test func `an unfinished append with an intact one after it is not dropped`() throws {
    let scratch = try ScratchDirectory()
    let journal = try DirectoryJournal.open(scratch.journal, mode: .readWrite, options: .small)
    try journal.append("first")
    let start = Int(try JournalInspection(scratch.journal).information().usedBytes)
    for number in 2...4 { _ = try journal.transact(ignore) { _ in [NewRecord("record \(number)")] } }
    var bytes = try scratch.bytes(of: scratch.segment(1))
    // The whole second frame.
    for offset in start..<(start + FrameHeader.size + 10) { bytes[offset] = 0 }
    try scratch.write(bytes, to: scratch.segment(1))
    for hasHint in [true, false] {
      // The hint leads past it, and is not believed of what may not be on disk.
      if !hasHint { try scratch.remove(scratch.lockFile) }
      let error = #expect(throws: JournalError.self) { try DirectoryJournal.open(scratch.journal, mode: .readWrite) }
      #expect(error?.code == .corrupt)
      #expect(error?.sequence == 2)
      #expect(error?.message.contains("of record 3") == true)
    }
    #expect(try scratch.bytes(of: scratch.segment(1)) == bytes)
  }

  @Test func `after a restart of the machine, appends of which only some are on disk are dropped and reported`() throws
  {
    let scratch = try ScratchDirectory()
    let journal = try DirectoryJournal.open(scratch.journal, mode: .readWrite, options: .small)
    try journal.append("first")
    let start = Int(try JournalInspection(scratch.journal).information().usedBytes)
    for number in 2...4 { _ = try journal.transact(ignore) { _ in [NewRecord("record \(number)")] } }
    var bytes = try scratch.bytes(of: scratch.segment(1))
    for offset in start..<(start + FrameHeader.size + 10) { bytes[offset] = 0 }
    try scratch.write(bytes, to: scratch.segment(1))
    let restarted = FaultyFileSystem(
      process: ProcessIdentity(number: 7, startTime: 7, bootIdentifier: [UInt8](repeating: 7, count: 16))
    )
    let reader = try DirectoryJournal.open(scratch.journal, mode: .readOnly, fileSystem: restarted)
    #expect(try reader.collect().map(\.sequence) == [1])
    #expect(try JournalInspection(scratch.journal, fileSystem: restarted).verify().isIntact)
    try scratch.remove(scratch.lockFile)
    let after = try DirectoryJournal.open(scratch.journal, mode: .readWrite, options: .small, fileSystem: restarted)
    #expect(after.recoveries.map(\.nextSequence) == [2])
    #expect(after.recoveries.first?.lastLostSequence == 4)
    #expect(try after.append("second") == 2)
    #expect(try JournalInspection(scratch.journal).verify().records == 2)
  }

  @Test func `a later frame that says the missing one was on disk makes it corruption, also after a restart`() throws {
    let scratch = try ScratchDirectory()
    let journal = try DirectoryJournal.open(scratch.journal, mode: .readWrite, options: .small)
    try journal.append("first")
    let start = Int(try JournalInspection(scratch.journal).information().usedBytes)
    for number in 2...4 { try journal.append("record \(number)") }
    var bytes = try scratch.bytes(of: scratch.segment(1))
    for offset in start..<(start + FrameHeader.size + 10) { bytes[offset] = 0 }
    try scratch.write(bytes, to: scratch.segment(1))
    try scratch.remove(scratch.lockFile)
    let restarted = FaultyFileSystem(
      process: ProcessIdentity(number: 7, startTime: 7, bootIdentifier: [UInt8](repeating: 7, count: 16))
    )
    let error = #expect(throws: JournalError.self) {
      try DirectoryJournal.open(scratch.journal, mode: .readWrite, options: .small, fileSystem: restarted)
    }
    #expect(error?.code == .corrupt)
    #expect(error?.sequence == 2)
  }

  @Test func `what is dropped is on disk before anything is appended behind it`() throws {
    let sample = try SampleJournal()
    try sample.scratch.remove(sample.scratch.lockFile)
    try sample.scratch.write(Array(sample.segment[..<(sample.end - 1)]), to: sample.path)
    let faults = FaultyFileSystem()
    let journal = try DirectoryJournal.open(
      sample.scratch.journal,
      mode: .readWrite,
      options: .small,
      fileSystem: faults
    )
    #expect(journal.recoveries.count == 1)
    let calls = faults.takeCalls()
    let zeros = try #require(calls.firstIndex(of: "pwrite 0000000000000001.segment"))
    let sync = try #require(calls[zeros...].firstIndex(of: "fdatasync 0000000000000001.segment"))
    // The marks say what is on disk; they come after.
    #expect(!calls[zeros..<sync].contains("pwrite journal.lock"))
  }

  @Test func `a tail torn while others have the journal open is dropped by the next to append`() throws {
    let scratch = try ScratchDirectory()
    let faults = FaultyFileSystem()
    let doomed = try DirectoryJournal.open(scratch.journal, mode: .readWrite, options: .small, fileSystem: faults)
    let watched = FaultyFileSystem()
    let survivor = try DirectoryJournal.open(scratch.journal, mode: .readWrite, options: .small, fileSystem: watched)
    let reader = try DirectoryJournal.open(scratch.journal, mode: .readOnly)
    try doomed.append("first")
    let before = try scratch.bytes(of: scratch.segment(1))
    _ = try doomed.transact(ignore) { _ in [NewRecord(bytes: [UInt8](repeating: 7, count: 2000), hasPayload: false)] }
    // What a process killed inside the call leaves: the first page.
    var torn = try scratch.bytes(of: scratch.segment(1))
    torn.replaceSubrange(700..., with: before[700...])
    try scratch.write(torn, to: scratch.segment(1))

    #expect(try reader.collect().count == 1)
    #expect(try survivor.collect().count == 1)
    #expect(survivor.recoveries.isEmpty)
    _ = watched.takeCalls()
    #expect(try survivor.append("second") == 2)
    // The zeros are on disk before the frame is written.
    let changes = watched.takeCalls().filter { $0.hasSuffix(" 0000000000000001.segment") && !$0.hasPrefix("pread") }
    #expect(changes.map { $0.prefix { $0 != " " } } == ["pwrite", "fdatasync", "pwrite", "fdatasync"])
    #expect(survivor.recoveries.map(\.nextSequence) == [2])
    #expect(try reader.collect() == [Delivery(sequence: 2, bytes: Array("second".utf8))])
  }

  @Test func `a seal that was not finished is finished by the next to open`() throws {
    let sample = try SampleJournal(records: 120, options: .tiny)
    let first = try sample.scratch.bytes(of: sample.scratch.segment(1))
    for (footerBytes, zeros) in [(first.count, 4096), (first.count, 0), (first.count - 20, 0)] {
      let scratch = try copy(sample, segments: 1)
      let bytes = Array(first[..<footerBytes]) + [UInt8](repeating: 0, count: zeros)
      try scratch.write(bytes, to: scratch.segment(1))
      let journal = try DirectoryJournal.open(scratch.journal, mode: .readWrite, options: .tiny)
      let count = try journal.collect().count
      #expect(count > 0)
      #expect(try journal.append(String(repeating: "x", count: 600)) == UInt64(count + 1))
      #expect(try scratch.bytes(of: scratch.segment(1)) == first)
      #expect(try JournalInspection(scratch.journal).verify().isIntact)
    }
  }

  @Test func `a segment that was never finished is made anew`() throws {
    let sample = try SampleJournal(records: 120, options: .tiny)
    let scratch = try copy(sample, segments: 1)
    for unfinished in [[], [1, 2, 3], [UInt8](repeating: 9, count: 5000)] as [[UInt8]] {
      try scratch.write(unfinished, to: scratch.segment(2) + ".new")
      let journal = try DirectoryJournal.open(scratch.journal, mode: .readWrite, options: .tiny)
      let count = try journal.collect().count
      #expect(try journal.append("next") == UInt64(count + 1))
      #expect(try JournalInspection(scratch.journal).verify().isIntact)
      try scratch.remove(scratch.segment(2))
      try scratch.remove(scratch.lockFile)
    }
  }

  /// A journal with only the first of another's segments, and without its lock file.
  private func copy(_ sample: SampleJournal, segments: Int) throws -> ScratchDirectory {
    let scratch = try ScratchDirectory()
    _ = try DirectoryJournal.open(scratch.journal, mode: .readWrite, options: .tiny)
    for number in 1...segments {
      try scratch.write(try sample.scratch.bytes(of: sample.scratch.segment(number)), to: scratch.segment(number))
    }
    try scratch.remove(scratch.lockFile)
    return scratch
  }
}
