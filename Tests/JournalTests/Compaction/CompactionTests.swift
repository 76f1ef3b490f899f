import Foundation
import Journal
import Testing

/// Snapshots, and the segments they replace.
@Suite struct CompactionTests {
  @Test func `compacting leaves the same content in fewer bytes`() throws {
    var bench = try CompactionBench()
    let journal = try bench.open()
    try bench.fill(journal, 200)
    let before = try bench.open(.readOnly).content()
    let last = try #require(try bench.segments().last)
    let report = try bench.compact()
    #expect(report.segment == last - 1)
    #expect(report.payloads > 100 && report.payloads <= UInt64(bench.values.count))
    #expect(report.bytesAfter < report.bytesBefore)
    #expect(try bench.segments() == [last])
    #expect(try bench.snapshots() == [last - 1])
    let after = try bench.open(.readOnly)
    #expect(try after.content() == before)
    #expect(after.position == before.lastSequence)
    for (sequence, text) in bench.values { #expect(try after.value(sequence) == text) }
    let verified = try JournalInspection(bench.scratch.journal).verify()
    #expect(verified.isIntact, "\(String(describing: verified.problem))")
    #expect(verified.snapshots == 1)
  }

  @Test func `an opener that was there before goes on, and finds old payloads`() throws {
    var bench = try CompactionBench()
    let (writer, reader) = (try bench.open(), try bench.open(.readOnly))
    try bench.fill(writer, 150)
    var fold = SampleFold()
    try reader.follow(&fold)
    // Read before, so that it has the segments open.
    for (sequence, text) in bench.values { #expect(try reader.value(sequence) == text) }
    try bench.compact()
    try bench.fill(writer, 150)
    try reader.follow(&fold)
    try bench.compact()
    try reader.follow(&fold)
    #expect(try fold == bench.open(.readOnly).content())
    for store in [writer, reader] {
      for (sequence, text) in bench.values { #expect(try store.value(sequence) == text) }
    }
  }

  @Test func `a reader that slept through compactions is told, and goes on from the snapshot`() throws {
    var bench = try CompactionBench()
    let writer = try bench.open()
    try bench.fill(writer, 10)
    let sleeper = try bench.open(.readOnly)
    var fold = SampleFold()
    try sleeper.follow(&fold)
    try bench.fill(writer, 300)
    try bench.compact()
    #expect(sleeper.waitForChange(timeoutMilliseconds: 0))
    var delivered: [UInt64] = []
    let error = #expect(throws: JournalError.self) { try sleeper.catchUp { sequence, _ in delivered.append(sequence) } }
    #expect(error?.code == .compacted)
    #expect(error?.sequence == (try JournalInspection(bench.scratch.journal).information().segments[0].firstSequence))
    // What it still had open was delivered before.
    #expect(delivered == Array(fold.lastSequence + 1..<fold.lastSequence + 1 + UInt64(delivered.count)))
    #expect(sleeper.waitForChange(timeoutMilliseconds: 0))
    #expect(try sleeper.restore { try fold.restore($1, through: $0) })
    try sleeper.follow(&fold)
    #expect(try fold == bench.open(.readOnly).content())
  }

  @Test func `a reader that slept in a segment that was left is told when that and the next are compacted away`() throws
  {
    let bench = try CompactionBench()
    let faults = FaultyFileSystem()
    let doomed = try bench.open(.readWrite, faults)
    _ = try doomed.put("kept")
    faults.fail(.init(call: "fdatasync", file: ".segment", count: 1, number: EIO))
    #expect(throws: JournalError.self) { _ = try doomed.put("of unknown outcome") }
    let writer = try bench.open()
    _ = try writer.content()
    // Segment 1 was left for segment 2, and this reader has read neither.
    let reader = try bench.open(.readOnly)
    #expect(try bench.segments() == [1, 2])
    _ = try writer.put("more")
    #expect(try writer.sealSegment(ignore))
    try bench.compact()
    #expect(try bench.segments() == [3])

    #expect(#expect(throws: JournalError.self) { _ = try reader.collect() }?.code == .compacted)
    #expect(try reader.content().live.count == 3)
  }

  @Test func `a writer that slept through compactions decides on nothing before it has the snapshot`() throws {
    var bench = try CompactionBench()
    let (writer, sleeper) = (try bench.open(), try bench.open())
    try bench.fill(writer, 300)
    try bench.compact()
    let error = #expect(throws: JournalError.self) {
      try sleeper.transact(ignore) { _ in
        Issue.record("decided on an old state")
        return []
      }
    }
    #expect(error?.code == .compacted)
    let given = try sleeper.put("late")
    #expect(given == sleeper.position)
    #expect(try bench.open(.readOnly).content().live.contains(given))
  }

  @Test func `reading what was compacted away says what is left`() throws {
    var bench = try CompactionBench()
    let writer = try bench.open()
    try bench.fill(writer, 200)
    try bench.compact()
    let first = try JournalInspection(bench.scratch.journal).information().segments[0].firstSequence
    let error = #expect(throws: JournalError.self) { try writer.readAll(from: 1) }
    #expect(error?.code == .compacted)
    #expect(error?.sequence == first)
    #expect(try writer.readAll(from: first).first?.sequence == first)
    let gone = try #require((1..<first).first { bench.values[$0] == nil })
    #expect(#expect(throws: JournalError.self) { try writer.record(gone) }?.code == .compacted)
  }

  @Test func `a second compaction begins where the first ended, and carries old payloads on`() throws {
    var bench = try CompactionBench()
    let writer = try bench.open()
    let old = try writer.put("very old")
    for _ in 0..<4 {
      try bench.fill(writer, 100)
      try bench.compact()
    }
    #expect(try writer.value(old) == "very old")
    #expect(try bench.snapshots().count == 1)
    #expect(try bench.segments().count == 1)
    #expect(try bench.open().content().live.contains(old))
  }

  @Test func `the same log gives the same bytes, however often it was compacted`() throws {
    var bench = try CompactionBench()
    let writer = try bench.open()
    try bench.fill(writer, 100)
    let copy = try ScratchDirectory()
    try bench.compact(keep: JournalKeep(bytes: .max))
    try bench.fill(writer, 100)
    try FileManager.default.copyItem(atPath: bench.scratch.journal, toPath: copy.journal)
    try FileManager.default.removeItem(atPath: copy.journal + "/snapshots")
    let twice = try bench.compact()
    var fold = SampleFold()
    let once = try JournalCompactor(copy.journal)?.run(&fold)
    #expect(once?.segment == twice.segment)
    let path = bench.snapshot(twice.segment)
    let other = copy.journal + path.dropFirst(bench.scratch.journal.count)
    #expect(try bench.scratch.bytes(of: path) == bench.scratch.bytes(of: other))
  }

  @Test func `with nothing sealed there is nothing to do`() throws {
    var bench = try CompactionBench()
    try bench.fill(try bench.open(), 3)
    let content = try bench.scratch.content()
    let report = try bench.compact()
    #expect(report.segment == 0)
    #expect(report.bytesAfter == report.bytesBefore)
    #expect(try bench.scratch.content() == content)
  }

  @Test func `two compactors at once do no harm`() throws {
    var bench = try CompactionBench()
    try bench.fill(try bench.open(), 100)
    let first = try JournalCompactor(bench.scratch.journal)
    #expect(first != nil)
    #expect(try JournalCompactor(bench.scratch.journal) == nil)
    var fold = SampleFold()
    #expect(try first?.run(&fold).segment ?? 0 > 0)
  }

  @Test func `a poisoned journal is not compacted`() throws {
    var bench = try CompactionBench()
    let faults = FaultyFileSystem()
    let writer = try bench.open(.readWrite, faults)
    try bench.fill(writer, 100)
    faults.fail(.init(call: "fdatasync", file: ".segment", count: 1, number: EIO))
    #expect(throws: JournalError.self) { try writer.append("more") }
    #expect(#expect(throws: JournalError.self) { try bench.compact() }?.code == .poisoned)
  }
}
