import Journal
import SimulatedHardware
import Testing

/// The power goes before every call of a script, and everything that was not synced is left or lost in every way.
@Suite struct CrashStateTests {
  /// A script by its name, so that a failure says which.
  enum Script: String, CaseIterable {
    case oneByOne, bulk, unsynced, rotation, twoProcesses

    func run(_ workload: ScriptedWorkload) throws {
      let journal = try workload.open()
      switch self {
      case .oneByOne:
        for _ in 1...4 {
          try workload.append(to: journal)
          try workload.sync(journal)
        }
      case .bulk:
        for _ in 1...2 {
          try workload.append(12, length: 70, to: journal)
          try workload.sync(journal)
        }
      case .unsynced:
        for _ in 1...3 { try workload.append(length: 150, to: journal) }
        try workload.sync(journal)
        for _ in 1...2 { try workload.append(length: 700, to: journal) }
        try workload.sync(journal)
      case .rotation:
        for _ in 1...14 {
          try workload.append(length: 700, to: journal)
          try workload.sync(journal)
        }
      case .twoProcesses:
        let other = try workload.open()
        for round in 1...4 {
          try workload.append(length: 300, to: round % 2 == 0 ? journal : other)
          try workload.append(length: 300, to: round % 2 == 0 ? other : journal)
          try workload.sync(round % 2 == 0 ? journal : other)
        }
      }
      workload.finish()
    }
  }

  @Test(arguments: Script.allCases)
  func `whatever a power cut leaves opens, with all that was acknowledged`(_ script: Script) throws {
    let workload = ScriptedWorkload()
    try script.run(workload)
    let count = workload.forEachState { state, place in state.check("\(script), \(place)") }
    #expect(count > 100)
  }

  @Test func `a power cut while a crash is recovered from is harmless`() throws {
    let workload = ScriptedWorkload()
    try Script.bulk.run(workload)
    var count = 0
    try workload.forEachState { state, place in
      let recovery = ScriptedWorkload(disk: state.disk, acknowledged: state.acknowledged, attempted: state.attempted)
      _ = try recovery.open()
      recovery.finish()
      count += recovery.forEachState { $0.check("\(place), then \($1)") }
    }
    #expect(count > 500)
  }

  /// A disk with smaller sectors than it says, or one that writes rubbish when the power goes.
  @Test func `a write torn anywhere, or half rubbish, is dropped or refused, and never believed`() throws {
    let workload = ScriptedWorkload()
    try Script.bulk.run(workload)
    var count = 0
    for moment in workload.moments where moment.isBarrier {
      for change in moment.disk.pendingChanges {
        guard let write = change.write, moment.disk.isSegment(write.file) else { continue }
        let before = moment.disk.afterPowerCut { part in !change.parts.contains(part) }
        for cut in stride(from: 1, to: write.bytes.count, by: 7) {
          var torn = before
          torn.damage(write.file, at: write.offset, with: Array(write.bytes[..<cut]))
          var rubbish = torn
          rubbish.damage(
            write.file, at: write.offset + cut, with: [UInt8](repeating: 0xa5, count: min(512, write.bytes.count - cut))
          )
          for disk in [torn, rubbish] {
            AfterCrash(disk: disk, acknowledged: moment.acknowledged, attempted: moment.attempted)
              .checkDamage("before \(moment.call), \(write.offset) cut at \(cut)")
            count += 1
          }
        }
      }
    }
    #expect(count > 500)
  }
}

extension ScriptedWorkload {
  /// Every state that a power cut could leave, at every moment that matters; returns how many.
  @discardableResult
  fileprivate func forEachState(_ body: (AfterCrash, String) throws -> Void) rethrows -> Int {
    var seen: Set<UInt64> = []
    var count = 0
    var known = 0
    for (place, moment) in moments.enumerated() where moment.isBarrier {
      // A state that was right with less acknowledged need not be now.
      if moment.acknowledged > known { seen = [] }
      known = moment.acknowledged
      try CrashStates(of: moment.disk).forEach(unless: &seen) { disk in
        count += 1
        let state = AfterCrash(disk: disk, acknowledged: moment.acknowledged, attempted: moment.attempted)
        try body(state, "before call \(place), \(moment.call)")
      }
    }
    return count
  }
}

extension Disk {
  fileprivate func isSegment(_ file: UInt64) -> Bool {
    (1...9).contains { inode(at: "\(ScriptedWorkload.path)/segments/000000000000000\($0).segment") == file }
  }
}
