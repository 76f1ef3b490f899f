import Foundation
import Journal
import Testing

/// Every truncation and every flipped bit of a journal: nothing that was acknowledged is ever lost in silence.
@Suite struct DamageTests {
  @Test func `with the lock file, every truncation that loses a record is corruption`() throws {
    let sample = try SampleJournal()
    for length in 0..<sample.end {
      try sample.scratch.write(Array(sample.segment[..<length]), to: sample.path)
      if length < SegmentHeader.size {
        let error = #expect(throws: JournalError.self) { try sample.verify() }
        #expect(error?.code == .corrupt)
      } else {
        #expect(try sample.verify().problem?.code == .corrupt, "cut at \(length)")
      }
    }
    try sample.scratch.write(Array(sample.segment[..<sample.end]), to: sample.path)
    #expect(try sample.verify().isIntact)
  }

  @Test func `without the lock file, a truncation inside a frame is a torn tail`() throws {
    let sample = try SampleJournal()
    try sample.scratch.remove(sample.scratch.lockFile)
    for length in SegmentHeader.size..<sample.end {
      try sample.scratch.write(Array(sample.segment[..<length]), to: sample.path)
      let report = try sample.verify()
      let whole = sample.boundaries.count { $0 <= length } - 1
      #expect(report.isIntact, "cut at \(length): \(String(describing: report.problem))")
      #expect(report.records == UInt64(whole))
      // Zeros at the end are no remains.
      let remains =
        sample.segment[sample.boundaries[whole]..<length].lastIndex { $0 != 0 }
        .map { $0 + 1 - sample.boundaries[whole] } ?? 0
      #expect(report.tornTail?.droppedBytes ?? 0 == remains, "cut at \(length)")
    }
  }

  @Test(arguments: [true, false])
  func `every flipped bit of a frame is corruption`(hasLockFile: Bool) throws {
    let sample = try SampleJournal()
    if !hasLockFile { try sample.scratch.remove(sample.scratch.lockFile) }
    let file = try FileHandle(forUpdating: URL(filePath: sample.path))
    for offset in SegmentHeader.size..<sample.end {
      for bit in 0..<8 {
        try file.seek(toOffset: UInt64(offset))
        try file.write(contentsOf: [sample.segment[offset] ^ (1 << bit)])
        let report = try sample.verify()
        let problem = try #require(report.problem, "byte \(offset), bit \(bit): \(report)")
        #expect([.corrupt, .newerVersion].contains(problem.code))
        let frame = sample.boundaries.count { $0 <= offset } - 1
        #expect(problem.offset == UInt64(sample.boundaries[frame]), "byte \(offset), bit \(bit)")
        #expect(problem.sequence == UInt64(frame + 1))
      }
      try file.seek(toOffset: UInt64(offset))
      try file.write(contentsOf: [sample.segment[offset]])
    }
    #expect(try sample.verify().isIntact)
  }

  @Test func `every flipped bit of the segment header is noticed`() throws {
    let sample = try SampleJournal()
    for offset in 0..<SegmentHeader.size {
      for bit in 0..<8 {
        var bytes = sample.segment
        bytes[offset] ^= 1 << bit
        try sample.scratch.write(bytes, to: sample.path)
        let error = #expect(throws: JournalError.self) { try sample.verify() }
        #expect(error?.code == .corrupt)
      }
    }
  }

  /// Found by libFuzzer: a header whose checksum is right may still say what nobody writes.
  @Test(arguments: [0, UInt64.max, JournalLimits.sequence + 1])
  func `a segment that begins with an impossible record is corruption, and traps nobody`(first: UInt64) throws {
    let sample = try SampleJournal()
    var bytes = sample.segment
    withUnsafeBytes(of: first.littleEndian) { bytes.replaceSubrange(40..<48, with: $0) }
    let checksum = Checksum.of(Array(bytes[..<60]))
    withUnsafeBytes(of: checksum.littleEndian) { bytes.replaceSubrange(60..<64, with: $0) }
    try sample.scratch.write(bytes, to: sample.path)
    #expect(#expect(throws: JournalError.self) { try sample.verify() }?.code == .corrupt)
    for mode in [JournalMode.readOnly, .readWrite] {
      let error = #expect(throws: JournalError.self) { try DirectoryJournal.open(sample.scratch.journal, mode: mode) }
      #expect(error?.code == .corrupt)
    }
  }

  @Test func `a bit set in the space behind the log loses nothing`() throws {
    let sample = try SampleJournal()
    let end = min(sample.end + 700, sample.segment.count)
    for offset in sample.end..<end {
      var bytes = sample.segment
      bytes[offset] ^= 4
      try sample.scratch.write(bytes, to: sample.path)
      let report = try sample.verify()
      #expect(report.records == 40)
      #expect(report.tornTail != nil || report.problem?.code == .corrupt, "byte \(offset)")
    }
  }

  @Test func `opening a damaged journal refuses and changes nothing`() throws {
    let sample = try SampleJournal()
    for offset in stride(from: 0, to: sample.end, by: 37) {
      var bytes = sample.segment
      bytes[offset] ^= 0x10
      try sample.scratch.write(bytes, to: sample.path)
      try sample.scratch.write(sample.lockFile, to: sample.scratch.lockFile)
      let before = try sample.scratch.content()
      let error = #expect(throws: JournalError.self, "byte \(offset)") {
        let journal = try DirectoryJournal.open(sample.scratch.journal, mode: .readWrite)
        try journal.catchUp(ignore)
      }
      #expect(error?.code == .corrupt)
      #expect(error?.message.contains("daybook --dir \(sample.scratch.journal) journal verify") == true)
      var after = try sample.scratch.content()
      // Who opened the journal last is noted where the damage stands before the tail hint.
      after["journal/journal.lock"] = before["journal/journal.lock"]
      #expect(after == before)
    }
  }

  @Test func `a reader is told of damage too`() throws {
    let sample = try SampleJournal()
    for frame in [0, 20, 39] {
      var bytes = sample.segment
      bytes[sample.boundaries[frame] + FrameHeader.size + 3] ^= 1
      try sample.scratch.write(bytes, to: sample.path)
      let journal = try DirectoryJournal.open(sample.scratch.journal, mode: .readOnly)
      let error = #expect(throws: JournalError.self) { try journal.catchUp(ignore) }
      #expect(error?.code == .corrupt)
      #expect(error?.sequence == UInt64(frame + 1))
      #expect(journal.position == UInt64(frame))
    }
  }

  @Test func `a reader is told of records that were acknowledged and are gone`() throws {
    let sample = try SampleJournal()
    try sample.scratch.write(Array(sample.segment[..<sample.boundaries[39]]), to: sample.path)
    let journal = try DirectoryJournal.open(sample.scratch.journal, mode: .readOnly)
    let error = #expect(throws: JournalError.self) { try journal.catchUp(ignore) }
    #expect(error?.code == .corrupt)
    #expect(error?.sequence == 40)
  }

  @Test func `a frame left out, repeated or of another journal is corruption`() throws {
    let sample = try SampleJournal()
    let other = try SampleJournal()
    let range = { (frame: Int) in sample.boundaries[frame]..<sample.boundaries[frame + 1] }
    let left = Array(sample.segment[..<range(7).lowerBound] + sample.segment[range(7).upperBound...])
    let repeated = Array(sample.segment[..<range(8).upperBound] + sample.segment[range(8).lowerBound...])
    let foreign = Array(sample.segment[..<range(9).lowerBound] + other.segment[range(9).lowerBound...])
    for (bytes, sequence) in [(left, 8), (repeated, 10), (foreign, 10)] {
      try sample.scratch.write(bytes, to: sample.path)
      let problem = try sample.verify().problem
      #expect(problem?.code == .corrupt)
      #expect(problem?.sequence == UInt64(sequence))
    }
  }
}
