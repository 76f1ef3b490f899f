import Journal
import SimulatedHardware
import Testing

/// The power goes before every sync of a compaction, and everything that was not synced is left or lost in every way.
@Suite struct CompactionCrashTests {
  private static let path = ScriptedWorkload.path

  @Test func `whatever a power cut leaves of a compaction has the same content, and can be compacted`() throws {
    let machine = Machine(disk: try Self.prepared(), boot: 2)
    let before = try Self.open(machine).content()
    var moments: [(disk: Disk, call: SystemCall)] = []
    machine.interposer = { call, _ in
      if ["fsync", "fdatasync"].contains(call.name) { moments.append((machine.disk, call)) }
      return .proceed
    }
    try Self.compact(machine)
    moments.append((machine.disk, SystemCall("end")))
    var count = 0
    var seen: Set<UInt64> = []
    for (place, moment) in moments.enumerated() {
      CrashStates(of: moment.disk).forEach(unless: &seen) { disk in
        count += 1
        Self.check(disk, before, "before call \(place), \(moment.call)")
      }
    }
    #expect(count > 10)
  }

  /// A journal with a snapshot and a few segments behind it, all of it on disk.
  private static func prepared() throws -> Disk {
    let machine = Machine()
    let journal = try open(machine)
    try fill(journal, segments: 2)
    try compact(machine)
    try fill(journal, segments: 4)
    return machine.disk.afterPowerCut { _ in true }
  }

  /// Readers find the same, nothing is damaged, and the next compaction leaves one snapshot and one segment.
  private static func check(_ disk: Disk, _ before: SampleFold, _ place: String) {
    do {
      let machine = Machine(disk: disk, boot: 3)
      let verified = try JournalInspection(path, fileSystem: machine.start()).verify()
      #expect(verified.isIntact, "\(place): \(String(describing: verified.problem))")
      let journal = try open(machine)
      #expect(try journal.content() == before, "\(place)")
      for sequence in before.live { #expect(try journal.value(sequence) == "value \(sequence)", "\(place)") }
      try compact(machine)
      #expect(try open(machine).content() == before, "\(place): after the next compaction")
      #expect(machine.disk.names(at: path + "/snapshots").count == 1, "\(place)")
      #expect(machine.disk.names(at: path + "/segments").count { $0.hasSuffix(".segment") } == 1, "\(place)")
    } catch {
      Issue.record("\(place): \(error)")
    }
  }

  private static func open(_ machine: Machine) throws -> DirectoryJournal {
    try DirectoryJournal.open(path, mode: .readWrite, options: .tiny, fileSystem: machine.start())
  }

  private static func compact(_ machine: Machine) throws {
    var fold = SampleFold()
    let compactor = try #require(try JournalCompactor(path, fileSystem: machine.start()))
    _ = try compactor.run(&fold)
  }

  /// Puts values, and takes every third away again, until so many segments more are sealed.
  private static func fill(_ journal: DirectoryJournal, segments: UInt64) throws {
    let end = journal.lastSegment + segments
    while journal.lastSegment < end {
      let first = try journal.put("value \(journal.position + 1)")
      for _ in 1...2 { _ = try journal.put("value \(journal.position + 1)") }
      try journal.append("del \(first) " + String(repeating: "x", count: 500))
    }
  }
}
