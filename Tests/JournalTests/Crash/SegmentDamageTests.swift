import Journal
import SimulatedHardware
import Testing

/// Every truncation and every flipped bit of each kind of segment: sealed, sealed with one large frame, and the last.
@Suite struct SegmentDamageTests {
  /// A journal of three segments, and where they are.
  private struct Sample {
    let disk: Disk
    let segments: [UInt64]
    let records: Int
    /// Of each segment, without the space allocated ahead.
    let lengths: [Int]

    init() throws {
      let workload = ScriptedWorkload()
      let journal = try workload.open()
      for (count, length) in [(2, 30), (1, 20), (1, 3850), (2, 30), (1, 25)] {
        try workload.append(count, length: length, to: journal)
        try workload.sync(journal)
      }
      disk = workload.machine.disk
      records = workload.acknowledged
      segments = try (1...3).map { number in
        try #require(
          workload.machine.disk.inode(at: "\(ScriptedWorkload.path)/segments/000000000000000\(number).segment"))
      }
      let inspection = try JournalInspection(ScriptedWorkload.path, fileSystem: workload.machine.start())
      lengths = try inspection.information().segments.map { Int($0.usedBytes) }
    }

    /// The machine after a restart, with one segment's bytes put in place of what they were.
    func machine(_ segment: Int, _ bytes: [UInt8], hasLockFile: Bool = true) -> Machine {
      var disk = disk.afterPowerCut { _ in true }
      disk.replace(segments[segment], with: bytes)
      let machine = Machine(disk: disk, boot: 2)
      if !hasLockFile { machine.disk.remove("\(ScriptedWorkload.path)/journal.lock") }
      return machine
    }
  }

  @Test(arguments: 0..<3)
  func `every flipped bit of a segment is corruption, and changes nothing`(_ segment: Int) throws {
    let sample = try Sample()
    let bytes = sample.disk.content(sample.segments[segment])
    for offset in 0..<sample.lengths[segment] {
      // Of the large frame's payload one bit of each byte, which one depending on where it is.
      let isInside = segment == 1 && (200..<3900).contains(offset)
      for bit in isInside ? [offset % 8] : Array(0..<8) {
        var damaged = bytes
        damaged[offset] ^= 1 << bit
        expectRefusal(sample.machine(segment, damaged), "segment \(segment + 1), byte \(offset), bit \(bit)")
      }
    }
  }

  @Test(arguments: 0..<3)
  func `every truncation that loses a record is corruption, and changes nothing`(_ segment: Int) throws {
    let sample = try Sample()
    let bytes = sample.disk.content(sample.segments[segment])
    for length in 0..<sample.lengths[segment] {
      expectRefusal(sample.machine(segment, Array(bytes[..<length])), "segment \(segment + 1) cut at \(length)")
    }
  }

  @Test func `without the lock file, the last segment cut anywhere opens, takes more, and opens again`() throws {
    let sample = try Sample()
    let bytes = sample.disk.content(sample.segments[2])
    for length in SegmentHeader.size..<sample.lengths[2] {
      let machine = sample.machine(2, Array(bytes[..<length]), hasLockFile: false)
      AfterCrash(disk: machine.disk, acknowledged: 4, attempted: sample.records).check("cut at \(length)")
    }
  }

  private func expectRefusal(_ machine: Machine, _ place: String) {
    let before = machine.segmentBytes
    do {
      let options = JournalOptions.tiny
      let journal = try DirectoryJournal.open(
        ScriptedWorkload.path, mode: .readWrite, options: options, fileSystem: machine.start())
      let records = try journal.collect().count
      Issue.record("\(place): opened, with \(records) records")
    } catch let error as JournalError {
      let isRefused = [.corrupt, .newerVersion].contains(error.code) && error.path != nil
      if !isRefused { Issue.record("\(place): \(error.code) \(error)") }
    } catch {
      Issue.record("\(place): \(error)")
    }
    if machine.segmentBytes != before { Issue.record("\(place): the segments were changed") }
  }
}

extension Machine {
  fileprivate var segmentBytes: [[UInt8]] {
    (1...3).map { number in
      disk.inode(at: "\(ScriptedWorkload.path)/segments/000000000000000\(number).segment").map(disk.content) ?? []
    }
  }
}
