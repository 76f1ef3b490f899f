import Foundation
import Glibc
import Journal
import Testing

/// Compactions that do not get to their end.
@Suite struct CompactionFailureTests {
  private static let calls = [
    "open", "pread", "pwrite", "fdatasync", "fsync", "rename", "ftruncate", "unlink", "fcntl", "mkdir",
  ]

  /// Every call of a compaction fails once, in turn: whichever it is, the journal says the same as before.
  @Test(arguments: calls, [EIO, ENOSPC])
  func `whichever call fails, the content is the same, and the next compaction ends`(call: String, number: Int32)
    throws
  {
    for nth in 1...2000 {
      let bench = try Self.prepared()
      let before = try bench.open(.readOnly).content()
      let faults = FaultyFileSystem()
      faults.fail(.init(call: call, file: "", first: nth, count: 1, number: number, partial: nth % 3 * 11))
      let hasFailed = (try? bench.compact(faults)) == nil
      try Self.check(bench, before, "\(call) \(nth)")
      if !hasFailed { return }
      // Reads are many, and alike.
      guard nth < 25 || call != "pread" else { return }
    }
  }

  /// From some call on nothing works any more, as if the process had been killed there.
  @Test(arguments: ["pwrite", "fdatasync", "fsync", "rename", "unlink"])
  func `stopped before any change, the content is the same, and the next compaction ends`(call: String) throws {
    for nth in 1...2000 {
      let bench = try Self.prepared()
      let before = try bench.open(.readOnly).content()
      let faults = FaultyFileSystem()
      faults.fail(.init(call: call, file: "", first: nth, count: 1, number: EIO))
      for other in Self.calls where other != call { Self.kill(faults, other, after: call) }
      let hasFailed = (try? bench.compact(faults)) == nil
      try Self.check(bench, before, "\(call) \(nth)")
      if !hasFailed { return }
    }
  }

  @Test func `what a killed compactor left behind is written over`() throws {
    let bench = try Self.prepared()
    let before = try bench.open(.readOnly).content()
    let target = try #require(try bench.segments().last) - 1
    try bench.scratch.write([UInt8](repeating: 7, count: 100_000), to: bench.snapshot(target) + ".new")
    #expect(try bench.open().content() == before)
    try bench.compact()
    try Self.check(bench, before, "leftover")
    let report = try JournalInspection(bench.scratch.journal).verify()
    #expect(report.isIntact && report.snapshots == 1)
  }

  @Test func `an unfinished snapshot of an earlier compaction goes`() throws {
    let bench = try Self.prepared()
    let leftover = bench.snapshot(1) + ".new"
    try bench.scratch.write([UInt8](repeating: 7, count: 100), to: leftover)
    try bench.compact()
    #expect(!FileManager.default.fileExists(atPath: leftover))
  }

  @Test func `a snapshot whose segments were not removed yet changes nothing, and they go the next time`() throws {
    let bench = try Self.prepared()
    let before = try bench.open(.readOnly).content()
    let segments = try bench.segments()
    let faults = FaultyFileSystem()
    faults.fail(.init(call: "unlink", file: ".segment", number: EIO))
    #expect(throws: JournalError.self) { try bench.compact(faults) }
    #expect(try bench.segments() == segments)
    #expect(try bench.snapshots().count == 2)
    #expect(try bench.open(.readOnly).content() == before)
    let report = try bench.compact()
    #expect(report.snapshotBytes == 0)
    // All segments but the last, and the snapshot before.
    #expect(report.removedFiles == segments.count)
    #expect(try bench.open(.readOnly).content() == before)
  }

  @Test func `nothing is removed before the snapshot is on disk under its name`() throws {
    let bench = try Self.prepared()
    let faults = FaultyFileSystem()
    try bench.compact(faults)
    let calls = faults.takeCalls()
    let rename = try #require(calls.firstIndex { $0.hasPrefix("rename") })
    let sync = try #require(calls[..<rename].lastIndex { $0.hasPrefix("fsync") && $0.hasSuffix(".snapshot.new") })
    let write = try #require(calls.lastIndex { $0.hasPrefix("pwrite") && $0.hasSuffix(".snapshot.new") })
    let directory = try #require(calls.firstIndex { $0 == "fsync snapshots" })
    let removal = try #require(calls.firstIndex { $0.hasPrefix("unlink") })
    #expect(write < sync && sync < rename && rename < directory && directory < removal)
    // Each removal is on disk before the next: what is left has no gap.
    for place in calls[removal...].indices where calls[place].hasPrefix("unlink") && calls[place].hasSuffix(".segment")
    {
      #expect(calls[place + 1] == "fsync segments")
    }
  }

  private static func prepared() throws -> CompactionBench {
    var bench = try CompactionBench()
    let journal = try bench.open()
    try bench.fill(journal, 40)
    try bench.compact()
    try bench.fill(journal, 40)
    return bench
  }

  /// Readers and writers see what they saw before, nothing is damaged, and compacting works again.
  private static func check(_ bench: CompactionBench, _ before: SampleFold, _ place: String) throws {
    let report = try JournalInspection(bench.scratch.journal).verify()
    #expect(report.isIntact, "\(place): \(String(describing: report.problem))")
    #expect(try bench.open(.readOnly).content() == before, "\(place)")
    try bench.compact()
    let after = try bench.open()
    #expect(try after.content() == before, "\(place)")
    for (sequence, text) in bench.values { #expect(try after.value(sequence) == text, "\(place): \(sequence)") }
    #expect(try bench.segments().count == 1, "\(place)")
  }

  private static func kill(_ faults: FaultyFileSystem, _ call: String, after first: String) {
    faults.fail(.init(call: call, file: "", first: 1, number: EIO, onlyAfter: first))
  }
}
