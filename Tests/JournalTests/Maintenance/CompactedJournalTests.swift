import Foundation
import Journal
import Testing

/// Backup and repair of journals that begin with a snapshot.
@Suite struct CompactedJournalTests {
  private var bench: CompactionBench

  init() throws { bench = try CompactionBench() }

  /// Flips a bit in the payload of a segment's first frame.
  private func damage(_ segment: UInt64) throws {
    var bytes = try bench.scratch.bytes(of: bench.scratch.segment(Int(segment)))
    bytes[SegmentHeader.size + FrameHeader.size + 3] ^= 4
    try bench.scratch.write(bytes, to: bench.scratch.segment(Int(segment)))
  }

  private func repair() throws -> RepairReport {
    try JournalRepair(bench.scratch.journal, options: .tiny).run()
  }

  @Test mutating func `a backup has the snapshot, and everything behind it`() throws {
    let journal = try bench.open()
    try bench.fill(journal, 150)
    try bench.compact()
    try bench.fill(journal, 20)
    let copy = bench.scratch.path + "/copy"
    let report = try JournalBackup(of: bench.scratch.journal).run(to: copy)
    #expect(report.lastSequence == journal.position)
    let other = try DirectoryJournal.open(copy, mode: .readWrite, options: .tiny)
    #expect(try other.content() == bench.open(.readOnly).content())
    for (sequence, text) in bench.values { #expect(try other.value(sequence) == text) }
    #expect(try JournalInspection(copy).information().snapshots.count == 1)
    #expect(try other.put("more") == journal.position + 1)
  }

  @Test mutating func `damage behind a snapshot costs the damaged frame only`() throws {
    let journal = try bench.open()
    try bench.fill(journal, 150)
    let last = try bench.compact().lastSequence
    try bench.fill(journal, 60)
    try damage(try #require(try bench.segments().first))
    let report = try repair()
    #expect(report.verification.isIntact, "\(String(describing: report.verification.problem))")
    #expect(report.plan.lost == [(last + 1)...(last + 1)])
    let after = try bench.open()
    #expect(try after.restore { _, _ in })
    var delivered: [UInt64] = []
    try after.catchUp { sequence, _ in delivered.append(sequence) }
    #expect(delivered == Array((last + 2)...journal.position))
    for (sequence, text) in bench.values where sequence != last + 1 { #expect(try after.value(sequence) == text) }
  }

  @Test mutating func `damage in history that a snapshot covers costs the history, and nothing else`() throws {
    try bench.fill(try bench.open(), 200)
    try bench.compact(keep: JournalKeep(milliseconds: 0, bytes: .max))
    let before = try bench.open(.readOnly).content()
    let segments = try bench.segments()
    try #require(segments.count > 3)
    try damage(segments[1])
    let report = try repair()
    #expect(report.verification.isIntact, "\(String(describing: report.verification.problem))")
    #expect(report.plan.lost.isEmpty)
    let aside = try #require(report.aside)
    #expect(try FileManager.default.contentsOfDirectory(atPath: aside).count >= segments.count - 1)
    #expect(try bench.segments() == [segments[segments.count - 1]])
    let after = try bench.open(.readOnly)
    #expect(try after.content() == before)
    for (sequence, text) in bench.values { #expect(try after.value(sequence) == text) }
  }

  @Test mutating func `a damaged snapshot goes where the segments that it stands for are still there`() throws {
    try bench.fill(try bench.open(), 200)
    let number = try bench.compact(keep: JournalKeep(milliseconds: 0, bytes: .max)).segment
    let before = try bench.open(.readOnly).content()
    var bytes = try bench.scratch.bytes(of: bench.snapshot(number))
    bytes[bytes.count / 2] ^= 1
    try bench.scratch.write(bytes, to: bench.snapshot(number))
    let report = try repair()
    #expect(report.verification.isIntact, "\(String(describing: report.verification.problem))")
    #expect(try bench.snapshots().isEmpty)
    #expect(try bench.open(.readOnly).content() == before)
  }

  @Test mutating func `a damaged snapshot whose segments are gone cannot be repaired, and nothing is changed`() throws {
    try bench.fill(try bench.open(), 200)
    let number = try bench.compact().segment
    var bytes = try bench.scratch.bytes(of: bench.snapshot(number))
    bytes[bytes.count / 2] ^= 1
    try bench.scratch.write(bytes, to: bench.snapshot(number))
    let before = try bench.scratch.content()
    let error = #expect(throws: JournalError.self) { try repair() }
    #expect(error?.code == .corrupt)
    #expect(error?.message.contains("cannot be repaired") == true, "\(String(describing: error))")
    #expect(try bench.scratch.content() == before)
  }

  @Test mutating func `a segment that was left after a failed sync is compacted like any other`() throws {
    let faults = FaultyFileSystem()
    var journal = try bench.open(.readWrite, faults)
    try bench.fill(journal, 30)
    faults.fail(.init(call: "fdatasync", file: ".segment", count: 1, number: EIO))
    #expect(throws: JournalError.self) { try journal.append("del 0") }
    faults.heal()
    journal = try bench.open()
    try bench.fill(journal, 60)
    try bench.compact()
    let after = try bench.open(.readOnly)
    #expect(try after.content().lastSequence == journal.position)
    for (sequence, text) in bench.values { #expect(try after.value(sequence) == text) }
    #expect(try JournalInspection(bench.scratch.journal).verify().isIntact)
  }
}
