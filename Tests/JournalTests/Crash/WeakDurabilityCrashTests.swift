import Journal
import SimulatedHardware
import Testing

/// Appends that were acknowledged before they were on disk: a power cut may take them, but only from the end, and no number
/// that anybody was told of is used again.
@Suite struct WeakDurabilityCrashTests {
  /// A script by its name, so that a failure says which.
  enum Script: String, CaseIterable {
    case first, oneByOne, large, rotation, beside, closing

    func run(_ workload: ScriptedWorkload) throws {
      let journal = try workload.open(.weak(.os))
      switch self {
      case .first:
        try workload.append(to: journal)
        try workload.tell(journal)
      case .oneByOne:
        for _ in 1...3 {
          try workload.append(length: 90, to: journal)
          try workload.tell(journal)
        }
        try workload.sync(journal)
        for _ in 1...2 {
          try workload.append(2, length: 40, to: journal)
          try workload.tell(journal)
        }
      case .large:
        for _ in 1...3 {
          try workload.append(length: 700, to: journal)
          try workload.tell(journal)
        }
      case .rotation:
        for _ in 1...8 {
          try workload.append(length: 700, to: journal)
          try workload.tell(journal)
        }
      case .beside:
        let careful = try workload.open()
        for _ in 1...2 {
          try workload.append(length: 300, to: journal)
          try workload.tell(journal)
          try workload.append(length: 300, to: careful)
          // Covers what the other one has acknowledged before it.
          try workload.sync(careful)
          try workload.tell(careful)
          try workload.append(length: 100, to: journal)
          try workload.tell(journal)
        }
      case .closing:
        for _ in 1...2 {
          try workload.append(length: 90, to: journal)
          try workload.tell(journal)
        }
        try journal.finish()
        try workload.sync(journal)
      }
      workload.finish()
    }
  }

  @Test(arguments: Script.allCases)
  func `whatever a power cut leaves is a beginning, and goes on behind every number that was told`(_ script: Script)
    throws
  {
    let workload = ScriptedWorkload()
    try script.run(workload)
    let count = workload.forEachMoment { moment, disk in
      check(Machine(disk: disk, boot: 2), moment, "\(script), before \(moment.call)")
    }
    #expect(count > 30)
  }

  @Test func `a power cut while numbers are skipped is harmless`() throws {
    let workload = ScriptedWorkload()
    try Script.large.run(workload)
    let end = try #require(workload.moments.last)
    var count = 0
    // Of what was not synced: nothing, and every other sector.
    for kept in [false, true] {
      var isKept = false
      let disk = end.disk.afterPowerCut { _ in
        isKept.toggle()
        return kept && isKept
      }
      let recovery = ScriptedWorkload(disk: disk, acknowledged: end.acknowledged, attempted: end.attempted)
      _ = try recovery.open()
      recovery.finish()
      count += recovery.forEachMoment { moment, disk in
        check(Machine(disk: disk, boot: 3), end, "recovering, before \(moment.call)")
      }
    }
    #expect(count > 15)
  }

  @Test(arguments: Script.allCases)
  func `a process that is killed loses nothing of what it told`(_ script: Script) throws {
    let workload = ScriptedWorkload()
    try script.run(workload)
    for process in workload.machine.processes.values { workload.machine.kill(process) }
    workload.machine.interposer = nil
    let journal = try DirectoryJournal.open(
      ScriptedWorkload.path, mode: .readWrite, options: .weak(.os), fileSystem: workload.machine.start())
    #expect(try journal.collect().map(\.sequence) == (1...UInt64(workload.told)).map { $0 })
    #expect(
      try journal.append("next") == UInt64(workload.told) + 1, "the same boot has lost nothing, and skips nothing")
  }

  @Test func `a start after a clean end skips nothing, and one after a power cut no more than was reserved`() throws {
    for endsInOrder in [true, false] {
      let workload = ScriptedWorkload()
      let journal = try workload.open(.weak(.os))
      try workload.append(3, to: journal)
      try workload.tell(journal)
      if endsInOrder { try journal.finish() }
      workload.machine.interposer = nil
      workload.machine.cutPower { _ in true }
      let after = try workload.open()
      #expect(try after.collect().count == 3)
      let next = try #require(try after.append("next"))
      #expect(endsInOrder ? next == 4 : next > 4 && next <= 4 + 65_536)
      #expect(after.notices.isEmpty == endsInOrder)
      #expect(try after.record(next) == Array("next".utf8))
      #expect(throws: JournalError.self) { try after.record(next - 1 == 3 ? next + 1 : next - 1) }
    }
  }

  /// The journal opens with a beginning of what was appended, goes on behind all that was told, and says so.
  private func check(_ machine: Machine, _ moment: ScriptedWorkload.Moment, _ place: String) {
    do {
      let journal = try open(machine)
      let records = try journal.collect()
      let isRight = (moment.acknowledged...moment.attempted).contains(records.count)
      #expect(isRight, "\(place): \(records.count) records, with \(moment.acknowledged) on disk of \(moment.attempted)")
      #expect(records.map(\.sequence) == records.indices.map { UInt64($0) + 1 }, "\(place): they are no beginning")
      let before = machine.disk.fingerprint
      #expect(try open(machine).collect() == records, "\(place): opening it twice gives two journals")
      #expect(machine.disk.fingerprint == before, "\(place): the second opening changed the disk")
      let next = try #require(try journal.append("next"))
      #expect(next > UInt64(moment.told), "\(place): number \(next) was told before, of a record that is lost")
      machine.cutPower { _ in false }
      let again = try open(machine)
      #expect(try again.collect().last?.sequence == next, "\(place): the record behind the skipped numbers")
      let report = try JournalInspection(ScriptedWorkload.path, fileSystem: machine.start()).verify()
      #expect(report.isIntact, "\(place): \(String(describing: report.problem))")
    } catch {
      Issue.record("\(place): \(moment.acknowledged) on disk of \(moment.attempted): \(error)")
    }
  }

  private func open(_ machine: Machine) throws -> DirectoryJournal {
    try DirectoryJournal.open(ScriptedWorkload.path, mode: .readWrite, options: .tiny, fileSystem: machine.start())
  }
}

extension ScriptedWorkload {
  /// Every state that a power cut could leave, at every moment that matters; returns how many.
  fileprivate func forEachMoment(_ body: (Moment, Disk) -> Void) -> Int {
    var seen: Set<UInt64> = []
    var count = 0
    var known = (acknowledged: 0, told: 0)
    for moment in moments where moment.isBarrier {
      // A state that was right with less told need not be now.
      if (moment.acknowledged, moment.told) != known { seen = [] }
      known = (moment.acknowledged, moment.told)
      CrashStates(of: moment.disk).forEach(unless: &seen) { disk in
        count += 1
        body(moment, disk)
      }
    }
    return count
  }
}

extension JournalOptions {
  /// A segment for every few records, and a durability that does not wait for the disk.
  static func weak(_ durability: JournalOptions.Durability) -> JournalOptions {
    var options = tiny
    options.durability = durability
    return options
  }
}
