import Glibc
import Journal
import Testing

/// Backup, repair and mending, of journals that are compacted.
@Suite struct CompactedMaintenanceTests {
  @Test func `a backup of a compacted journal says the same`() throws {
    var bench = try CompactionBench()
    let journal = try bench.open()
    try bench.fill(journal, 60)
    try bench.compact()
    try bench.fill(journal, 60)
    let copy = try ScratchDirectory()
    let report = try JournalBackup(of: bench.scratch.journal).run(to: copy.journal)
    #expect(report.lastSequence == journal.position)
    let opened = try DirectoryJournal.open(copy.journal, mode: .readWrite, options: .tiny)
    #expect(try opened.content() == bench.open(.readOnly).content())
    for (sequence, text) in bench.values { #expect(try opened.value(sequence) == text) }
  }

  @Test func `a segment left after a failed sync is compacted like any other`() throws {
    var bench = try CompactionBench()
    let faults = FaultyFileSystem()
    let journal = try bench.open(.readWrite, faults)
    try bench.fill(journal, 20)
    faults.fail(.init(call: "fdatasync", file: ".segment", count: 1, number: EIO))
    #expect(throws: JournalError.self) { try journal.append("unknown") }
    let mended = try bench.open()
    _ = try mended.content()
    try bench.fill(mended, 60)
    let before = try bench.open(.readOnly).content()
    let report = try bench.compact()
    #expect(report.segment > 1)
    let after = try bench.open()
    #expect(try after.content() == before)
    for (sequence, text) in bench.values { #expect(try after.value(sequence) == text) }
    #expect(try JournalInspection(bench.scratch.journal).verify().isIntact)
  }

  @Test func `the segments behind a snapshot are repaired, and the snapshot stays`() throws {
    var bench = try CompactionBench()
    let journal = try bench.open()
    try bench.fill(journal, 60)
    try bench.compact()
    let kept = bench.values
    let later = try journal.put("later")
    try journal.append("last")
    let segment = bench.scratch.segment(Int(try #require(try bench.segments().first)))
    var bytes = try bench.scratch.bytes(of: segment)
    bytes[64 + 50] ^= 1
    try bench.scratch.write(bytes, to: segment)
    #expect(try JournalInspection(bench.scratch.journal).verify().problem?.code == .corrupt)
    let repaired = try JournalRepair(bench.scratch.journal, options: .tiny).run()
    #expect(repaired.verification.isIntact, "\(String(describing: repaired.verification.problem))")
    let opened = try bench.open(.readOnly)
    var fold = SampleFold(allowsGaps: true)
    _ = try opened.restore { try fold.restore($1, through: $0) }
    try opened.follow(&fold)
    for (sequence, text) in kept where fold.live.contains(sequence) { #expect(try opened.value(sequence) == text) }
    #expect(fold.live.contains(later))
  }

  @Test func `a damaged snapshot is not repaired by guessing`() throws {
    var bench = try CompactionBench()
    try bench.fill(try bench.open(), 60)
    let report = try bench.compact()
    var bytes = try bench.scratch.bytes(of: bench.snapshot(report.segment))
    bytes[80] ^= 1
    try bench.scratch.write(bytes, to: bench.snapshot(report.segment))
    let content = try bench.scratch.content()
    let error = #expect(throws: JournalError.self) { try JournalRepair(bench.scratch.journal, options: .tiny).run() }
    #expect(error?.code == .corrupt)
    #expect(error?.message.contains(bench.snapshot(report.segment)) == true)
    let after = try bench.scratch.content()
    for (name, bytes) in content where !name.hasSuffix(".lock") { #expect(after[name] == bytes, "\(name)") }
  }
}
