import Journal
import Testing

/// What stays of the log for looking back.
@Suite struct KeepTests {
  @Test func `with everything kept the log is read from its first record`() throws {
    var bench = try CompactionBench()
    let writer = try bench.open()
    try bench.fill(writer, 200)
    let segments = try bench.segments()
    let report = try bench.compact(keep: JournalKeep(milliseconds: .max))
    #expect(report.removedFiles == 0)
    #expect(try bench.segments() == segments)
    let reader = try bench.open(.readOnly)
    var whole = SampleFold()
    try reader.catchUp { try whole.apply($0, $1) }
    #expect(try whole == bench.open(.readOnly).content())
    #expect(try reader.readAll(from: 1).count == Int(whole.lastSequence))
    // One that began with the snapshot can look back too.
    let late = try bench.open(.readOnly)
    _ = try late.content()
    #expect(try late.readAll(from: 1).count == Int(whole.lastSequence))
    #expect(try late.record(2) == reader.record(2))
  }

  @Test func `a size keeps the newest segments, and the snapshot they follow`() throws {
    var bench = try CompactionBench()
    let writer = try bench.open()
    for _ in 0..<4 {
      try bench.fill(writer, 100)
      try bench.compact(keep: JournalKeep(bytes: 16 << 10))
    }
    let segments = try bench.segments()
    let snapshots = try bench.snapshots()
    #expect(segments.count > 4)
    #expect(segments[0] > 1)
    #expect(snapshots.first == segments[0] - 1)
    #expect(snapshots.count > 1)
    // From the oldest snapshot on, the log says the same as the newest one.
    var fold = SampleFold()
    let reader = try bench.open(.readOnly)
    let first = try JournalInspection(bench.scratch.journal).information().segments[0].firstSequence
    let bytes = try bench.scratch.bytes(of: bench.snapshot(snapshots[0]))
    let state = bytes.dropFirst(64).prefix { $0 != 0 && $0 < 0x70 }
    let text = String(decoding: state, as: UTF8.self).prefix { $0.isNumber || $0 == " " }
    try Array(text.utf8).withUnsafeBytes { try fold.restore($0, through: first - 1) }
    let expected = try reader.content()
    try reader.read(from: first) { sequence, record in
      try fold.apply(sequence, record)
      return true
    }
    #expect(fold.count == expected.count)
    #expect(fold.lastSequence == expected.lastSequence)
    #expect(try JournalInspection(bench.scratch.journal).verify().isIntact)
  }

  @Test func `what is no longer kept goes with the next compaction`() throws {
    var bench = try CompactionBench()
    let writer = try bench.open()
    try bench.fill(writer, 200)
    try bench.compact(keep: JournalKeep(milliseconds: .max))
    let report = try bench.compact()
    #expect(report.snapshotBytes == 0)
    #expect(report.removedFiles == Int(report.segment))
    #expect(try bench.segments().count == 1)
  }
}
