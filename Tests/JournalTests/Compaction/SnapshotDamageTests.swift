import Foundation
import Journal
import Testing

/// Snapshots that are not what was written.
@Suite struct SnapshotDamageTests {
  private let bench: CompactionBench
  private let path: String
  private let intact: [UInt8]

  init() throws {
    var bench = try CompactionBench()
    try bench.fill(try bench.open(), 60)
    let report = try bench.compact()
    path = bench.snapshot(report.segment)
    intact = try bench.scratch.bytes(of: path)
    self.bench = bench
  }

  /// What an opener makes of the journal, the values included.
  private func read() throws {
    let reader = try bench.open(.readOnly)
    _ = try reader.content()
    for (sequence, text) in bench.values { #expect(try reader.value(sequence) == text) }
  }

  @Test func `a flipped bit anywhere is noticed by verify, and never believed by a reader`() throws {
    for place in stride(from: 0, to: intact.count * 8, by: 13) {
      var damaged = intact
      damaged[place / 8] ^= 1 << (place % 8)
      try bench.scratch.write(damaged, to: path)
      let report = try JournalInspection(bench.scratch.journal).verify()
      #expect(!report.isIntact, "bit \(place)")
      do {
        try read()
      } catch let error as JournalError {
        #expect([.corrupt, .newerVersion].contains(error.code), "bit \(place): \(error)")
        #expect(error.path == path, "bit \(place): \(error)")
      }
    }
  }

  @Test func `a snapshot cut anywhere is refused by name`() throws {
    for length in stride(from: 0, to: intact.count, by: 97) {
      try bench.scratch.write(Array(intact.prefix(length)), to: path)
      let error = #expect(throws: JournalError.self) { try read() }
      #expect(error?.code == .corrupt, "\(length)")
      #expect(error?.path == path)
      #expect(error?.offset != nil)
      #expect(try JournalInspection(bench.scratch.journal).verify().problem?.path == path)
    }
  }

  @Test func `a missing snapshot is refused, and nothing is changed`() throws {
    try bench.scratch.remove(path)
    let content = try bench.scratch.content()
    for mode in [JournalMode.readOnly, .readWrite] {
      #expect(#expect(throws: JournalError.self) { try bench.open(mode) }?.code == .corrupt)
    }
    #expect(try bench.scratch.content() == content)
    #expect(try JournalInspection(bench.scratch.journal).verify().problem?.code == .corrupt)
  }

  @Test func `the snapshot of another journal is refused`() throws {
    var other = try CompactionBench()
    try other.fill(try other.open(), 60)
    let report = try other.compact()
    try bench.scratch.write(other.scratch.bytes(of: other.snapshot(report.segment)), to: path)
    #expect(#expect(throws: JournalError.self) { try read() }?.code == .corrupt)
  }

  @Test func `with the whole log still there a damaged snapshot is passed over, and reported`() throws {
    var bench = try CompactionBench()
    try bench.fill(try bench.open(), 60)
    let report = try bench.compact(keep: JournalKeep(bytes: .max))
    let expected = try bench.open(.readOnly).content()
    var damaged = try bench.scratch.bytes(of: bench.snapshot(report.segment))
    damaged[70] ^= 1
    try bench.scratch.write(damaged, to: bench.snapshot(report.segment))
    let reader = try bench.open(.readOnly)
    #expect(try reader.content() == expected)
    #expect(reader.damagedSnapshots.map(\.path) == [bench.snapshot(report.segment)])
    // Compacting builds on it, and so refuses.
    #expect(#expect(throws: JournalError.self) { try bench.compact() }?.code == .corrupt)
  }

  @Test func `an older snapshot stands in for a damaged one while the segments behind it are there`() throws {
    var bench = try CompactionBench()
    let writer = try bench.open()
    try bench.fill(writer, 60)
    try bench.compact()
    try bench.fill(writer, 30)
    let report = try bench.compact(keep: JournalKeep(milliseconds: .max))
    try #require(try bench.snapshots().count == 2)
    try #require(try bench.segments()[0] > 1)
    let expected = try bench.open(.readOnly).content()
    try bench.scratch.write([1, 2, 3], to: bench.snapshot(report.segment))
    let reader = try bench.open(.readOnly)
    #expect(try reader.content() == expected)
    #expect(reader.damagedSnapshots.count == 1)
    for (sequence, text) in bench.values { #expect(try reader.value(sequence) == text) }
  }
}
