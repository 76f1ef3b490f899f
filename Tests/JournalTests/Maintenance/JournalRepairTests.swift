import Foundation
import Journal
import Testing

@Suite struct JournalRepairTests {
  private func repair(_ sample: SampleJournal, _ fileSystem: FaultyFileSystem = FaultyFileSystem()) throws
    -> RepairReport
  {
    try JournalRepair(sample.scratch.journal, options: .tiny, fileSystem: fileSystem).run()
  }

  private func open(_ sample: SampleJournal) throws -> DirectoryJournal {
    try DirectoryJournal.open(sample.scratch.journal, mode: .readWrite, options: .tiny)
  }

  /// Every record that is delivered has its number and its text.
  private func check(_ sample: SampleJournal, lost: [ClosedRange<UInt64>]) throws {
    let expected = (1...UInt64(sample.texts.count)).filter { sequence in !lost.contains { $0.contains(sequence) } }
    let journal = try open(sample)
    let delivered = try journal.collect()
    #expect(delivered.map(\.sequence) == expected)
    for record in delivered {
      #expect(record.bytes == Array(sample.texts[Int(record.sequence) - 1].utf8))
      #expect(try journal.record(record.sequence) == record.bytes)
    }
    for sequence in lost.joined() where sequence <= journal.position {
      #expect(#expect(throws: JournalError.self) { try journal.record(sequence) }?.code == .noSuchRecord)
    }
    #expect(try journal.readAll(from: 1) == delivered)
    #expect(try journal.append("more", payload: true) == UInt64(sample.texts.count + 1))
    #expect(try JournalInspection(sample.scratch.journal).verify().isIntact)
  }

  @Test func `an intact journal is left alone`() throws {
    let sample = try SampleJournal()
    let before = try sample.scratch.content()
    let report = try repair(sample)
    #expect(report.plan.problem == nil)
    #expect(report.aside == nil)
    #expect(report.plan.keptRecords == 40)
    #expect(report.verification.isIntact)
    #expect(try sample.scratch.content() == before)
  }

  @Test func `what is behind a damaged frame is kept, with its numbers, and the damaged one is lost`() throws {
    let sample = try SampleJournal()
    var bytes = sample.segment
    bytes[sample.boundaries[19] + FrameHeader.size + 5] ^= 0x40
    try sample.scratch.write(bytes, to: sample.path)
    let before = try sample.scratch.content()
    let plan = try JournalRepair(sample.scratch.journal).plan()
    #expect(try sample.scratch.content() == before)
    #expect(plan.kept == [1...19, 21...40])
    #expect(plan.lost == [20...20])
    #expect(plan.dropped.map(\.offset) == [UInt64(sample.boundaries[19])])
    #expect(plan.dropped.map(\.path) == [sample.path])

    let report = try repair(sample)
    #expect(report.plan.lost == plan.lost)
    #expect(report.verification.isIntact, "\(String(describing: report.verification.problem))")
    #expect(report.verification.records == 39)
    let aside = try #require(report.aside)
    #expect(try sample.scratch.bytes(of: aside + "/0000000000000001.segment") == bytes)
    #expect(try sample.scratch.bytes(of: aside + "/journal.lock") == sample.lockFile)
    try check(sample, lost: [20...20])
  }

  /// Nothing but the frames that a damaged byte is in may be lost.
  @Test func `wherever one byte is damaged, one record at most is lost`() throws {
    let sample = try SampleJournal(records: 12)
    for offset in stride(from: 0, to: sample.end, by: 7) {
      try sample.reset()
      var bytes = sample.segment
      bytes[offset] ^= 0x11
      try sample.scratch.write(bytes, to: sample.path)
      let report = try repair(sample)
      #expect(report.verification.isIntact, "byte \(offset): \(String(describing: report.verification.problem))")
      #expect(report.plan.lostRecords <= 1, "byte \(offset): \(report.plan.lost)")
      for number in 2...9 where FileManager.default.fileExists(atPath: sample.scratch.segment(number)) {
        try sample.scratch.remove(sample.scratch.segment(number))
      }
    }
  }

  @Test func `records that were acknowledged and are cut off are lost, and their numbers are not given out again`()
    throws
  {
    let sample = try SampleJournal()
    var bytes = sample.segment
    for offset in sample.boundaries[34]..<sample.end { bytes[offset] = 0 }
    try sample.scratch.write(bytes, to: sample.path)
    let report = try repair(sample)
    #expect(report.plan.kept == [1...34])
    #expect(report.plan.lost == [35...40])
    #expect(report.verification.isIntact, "\(String(describing: report.verification.problem))")
    try check(sample, lost: [35...40])
  }

  @Test(arguments: [1, 2, 3])
  func `a damaged or missing segment in the middle costs its own records only`(how: Int) throws {
    let sample = try SampleJournal(records: 200, options: .tiny)
    let segments = try JournalInspection(sample.scratch.journal).information().segments
    try #require(segments.count >= 4)
    let damaged = segments[1]
    var bytes = try sample.scratch.bytes(of: damaged.path)
    switch how {
    case 1: try sample.scratch.remove(damaged.path)
    case 2:
      for offset in 0..<64 { bytes[offset] = 0xaa }
      try sample.scratch.write(bytes, to: damaged.path)
    default:
      for offset in (bytes.count - 48)..<bytes.count { bytes[offset] ^= 0xaa }
      try sample.scratch.write(bytes, to: damaged.path)
    }
    let first = try sample.scratch.bytes(of: segments[0].path)
    let report = try repair(sample)
    #expect(report.verification.isIntact, "\(String(describing: report.verification.problem))")
    #expect(report.plan.firstSegment == 2)
    #expect(try sample.scratch.bytes(of: segments[0].path) == first)
    let lost = how == 1 ? [damaged.firstSequence...damaged.lastSequence] : []
    #expect(report.plan.lost == lost)
    #expect(report.plan.dropped.isEmpty == false)
    try check(sample, lost: lost)
  }

  @Test func `the first segment gone costs its own records only`() throws {
    let sample = try SampleJournal(records: 200, options: .tiny)
    let first = try JournalInspection(sample.scratch.journal).information().segments[0]
    var bytes = try sample.scratch.bytes(of: first.path)
    for offset in bytes.indices { bytes[offset] = UInt8(truncatingIfNeeded: offset) }
    try sample.scratch.write(bytes, to: first.path)
    let report = try repair(sample)
    #expect(report.verification.isIntact, "\(String(describing: report.verification.problem))")
    #expect(report.plan.lost == [1...first.lastSequence])
    try check(sample, lost: report.plan.lost)
  }

  @Test func `a payload that holds frames of another journal does not become part of this one`() throws {
    let scratch = try ScratchDirectory()
    let other = try SampleJournal(records: 30)
    let journal = try DirectoryJournal.open(scratch.journal, mode: .readWrite, options: .small)
    try journal.append("first")
    let start = Int(try JournalInspection(scratch.journal).information().usedBytes)
    try journal.append([NewRecord(bytes: Array(other.segment[other.boundaries[5]..<other.end]), hasPayload: true)])
    try journal.append("third")
    var bytes = try scratch.bytes(of: scratch.segment(1))
    bytes[start + FrameHeader.size + 2] ^= 1
    try scratch.write(bytes, to: scratch.segment(1))
    let report = try JournalRepair(scratch.journal, options: .small).run()
    #expect(report.plan.kept == [1...1, 3...3])
    #expect(report.verification.isIntact)
  }

  @Test func `whoever has the journal open is told to open it again`() throws {
    let sample = try SampleJournal()
    let writer = try open(sample)
    let reader = try DirectoryJournal.open(sample.scratch.journal, mode: .readOnly)
    _ = try writer.collect()
    _ = try reader.collect()
    var bytes = sample.segment
    bytes[sample.boundaries[19] + FrameHeader.size + 5] ^= 0x40
    try sample.scratch.write(bytes, to: sample.path)
    _ = try repair(sample)
    #expect(reader.waitForChange(timeoutMilliseconds: 1000))
    #expect(#expect(throws: JournalError.self) { _ = try reader.collect() }?.code == .stale)
    #expect(#expect(throws: JournalError.self) { try writer.append("more") }?.code == .stale)
  }

  @Test func `while a worker lives nothing is repaired`() throws {
    let sample = try SampleJournal()
    var bytes = sample.segment
    bytes[sample.boundaries[19] + FrameHeader.size + 5] ^= 0x40
    try sample.scratch.write(bytes, to: sample.path)
    let worker = try WorkerFile.create(in: sample.scratch.journal)
    let before = try sample.scratch.content()
    let error = #expect(throws: JournalError.self) { try repair(sample) }
    #expect(error?.code == .refused)
    #expect(error?.message.contains("daybook --dir") == true)
    #expect(try sample.scratch.content() == before)
    try worker.remove()
    #expect(try repair(sample).verification.isIntact)
  }

  @Test func `nothing that looks like a journal, and a newer format, are refused and not changed`() throws {
    let sample = try SampleJournal()
    for bytes in [[UInt8](repeating: 7, count: 5000), newer(sample.segment)] {
      try sample.scratch.write(bytes, to: sample.path)
      let before = try sample.scratch.content()
      let error = #expect(throws: JournalError.self) { try repair(sample) }
      #expect(error?.code == .corrupt || error?.code == .newerVersion)
      #expect(try sample.scratch.content() == before)
    }
  }

  private func newer(_ segment: [UInt8]) -> [UInt8] {
    var bytes = segment
    bytes[8] = 9
    let checksum = Checksum.of(Array(bytes[..<60]))
    withUnsafeBytes(of: checksum.littleEndian) { bytes.replaceSubrange(60..<64, with: $0) }
    return bytes
  }

  @Test(arguments: ["pwrite", "fsync", "open", "rename", "ftruncate"])
  func `a repair that fails anywhere can be done again, and loses nothing by it`(call: String) throws {
    for nth in 1...60 {
      let sample = try SampleJournal(records: 60, options: .tiny)
      var bytes = try sample.scratch.bytes(of: sample.scratch.segment(1))
      bytes[SegmentHeader.size + FrameHeader.size + 5] ^= 0x40
      try sample.scratch.write(bytes, to: sample.scratch.segment(1))
      let faults = FaultyFileSystem()
      faults.fail(.init(call: call, file: "", first: nth, count: 1, number: EIO))
      let hasFailed = (try? repair(sample, faults)) == nil
      if hasFailed { #expect(try repair(sample).verification.isIntact, "\(call) \(nth)") }
      try check(sample, lost: [1...1])
      if !hasFailed { break }
    }
  }

  @Test func `a journal that was mended after a failed sync can be repaired`() throws {
    let scratch = try ScratchDirectory()
    let faults = FaultyFileSystem()
    var journal = try DirectoryJournal.open(scratch.journal, mode: .readWrite, options: .small, fileSystem: faults)
    try journal.append("1")
    _ = try journal.transact(ignore) { _ in [NewRecord("2")] }
    faults.fail(.init(call: "fdatasync", file: ".segment", count: 1, number: EIO))
    #expect(throws: JournalError.self) { try journal.sync() }
    journal = try DirectoryJournal.open(scratch.journal, mode: .readWrite, options: .small, fileSystem: faults)
    _ = try journal.collect()
    try journal.append("3")
    var bytes = try scratch.bytes(of: scratch.segment(2))
    bytes[SegmentHeader.size + FrameHeader.size + 1] ^= 1
    try scratch.write(bytes, to: scratch.segment(2))
    let report = try JournalRepair(scratch.journal, options: .small).run()
    #expect(report.verification.isIntact, "\(String(describing: report.verification.problem))")
    let after = try DirectoryJournal.open(scratch.journal, mode: .readWrite, options: .small)
    #expect(try after.collect().map(\.sequence) == [1, 3])
    #expect(try after.append("4") == 4)
  }
}
