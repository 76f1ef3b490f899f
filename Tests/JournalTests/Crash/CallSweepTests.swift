import Glibc
import Journal
import SimulatedHardware
import Testing

/// The Nth call of a script fails, for every N until none does: no error is taken for success, nothing acknowledged goes.
@Suite struct CallSweepTests {
  /// What happens at the Nth call.
  enum Mishap: String, CaseIterable {
    case inputOutput, noSpace, quota, interrupted, shortWrite, halfWrite, halfWriteNoSpace, droppedPages, killed,
      powerCut

    /// Nil where the call cannot meet with it.
    func intervention(for call: SystemCall) -> Intervention? {
      let isWrite = call.name == "pwrite"
      let isSync = call.name == "fdatasync" || call.name == "fsync"
      switch self {
      case .inputOutput: return .fail(EIO)
      case .noSpace:
        return isWrite || ["create", "fallocate", "rename", "mkdir"].contains(call.name) ? .fail(ENOSPC) : nil
      case .quota: return isWrite || call.name == "fallocate" ? .fail(EDQUOT) : nil
      case .interrupted: return isSync ? .fail(EINTR) : nil
      case .shortWrite: return isWrite && call.count > 1 ? .partial(call.count / 2, nil) : nil
      case .halfWrite: return isWrite ? .partial(call.count / 2, EIO) : nil
      case .halfWriteNoSpace: return isWrite ? .partial(call.count - 1, ENOSPC) : nil
      case .droppedPages: return isSync ? .dropAndFail(EIO) : nil
      case .killed, .powerCut: return .proceed
      }
    }
  }

  @Test(arguments: Mishap.allCases)
  func `whichever call it meets, what was acknowledged is there afterwards`(_ mishap: Mishap) throws {
    var nth = 1
    while try run(mishap, at: nth) { nth += 1 }
    #expect(nth > 5)
  }

  /// Returns whether there was an Nth call.
  private func run(_ mishap: Mishap, at nth: Int) throws -> Bool {
    let machine = Machine()
    var count = 0
    var place: String?
    machine.interposer = { call, process in
      guard place == nil, let intervention = mishap.intervention(for: call) else { return .proceed }
      count += 1
      guard count == nth else { return .proceed }
      place = "\(mishap), call \(nth): \(call)"
      switch mishap {
      case .killed: machine.kill(process)
      case .powerCut: machine.cutPower { _ in false }
      default: return intervention
      }
      return .proceed
    }
    var script = Script(machine: machine)
    script.run()
    guard let place else { return false }
    #expect(throws: Never.self, "\(place)") { try check(machine, script, place) }
    return true
  }

  private func check(_ machine: Machine, _ script: Script, _ place: String) throws {
    for falseNews in script.falseNews { Issue.record("\(place): \(falseNews)") }
    // As the processes that are left see it, and then as a power cut leaves it.
    if script.hasJournal {
      let report = try JournalInspection(ScriptedWorkload.path, fileSystem: machine.start()).verify()
      #expect(report.isIntact, "\(place): \(String(describing: report.problem))")
    }
    machine.cutPower { _ in false }
    let journal = try DirectoryJournal.open(
      ScriptedWorkload.path, mode: .readWrite, options: .tiny, fileSystem: machine.start())
    let delivered = try journal.collect()
    for (sequence, bytes) in script.acknowledged {
      #expect(delivered.first { $0.sequence == sequence }?.bytes == bytes, "\(place): record \(sequence)")
    }
    #expect(try journal.append("more") == UInt64(delivered.count + 1), "\(place)")
  }
}

/// Two processes that append in turn, over several segments, and go on for as long as they can.
private struct Script {
  let machine: Machine
  private(set) var acknowledged: [UInt64: [UInt8]] = [:]
  /// Acknowledgements that must not have been given.
  private(set) var falseNews: [String] = []
  private(set) var hasJournal = false

  init(machine: Machine) {
    self.machine = machine
  }

  mutating func run() {
    for round in 1...2 {
      let processes = (1...2).map { _ in machine.start() }
      let journals = processes.map { process in
        try? DirectoryJournal.open(ScriptedWorkload.path, mode: .readWrite, options: .tiny, fileSystem: process)
      }
      hasJournal = hasJournal || !journals.compactMap(\.self).isEmpty
      var isUnsure = [false, false]
      for count in 1...10 {
        let index = count % 2
        guard let journal = journals[index], processes[index].isAlive else { continue }
        let record = NewRecord("\(round).\(count) " + String(repeating: "x", count: 300), payload: count % 3 == 0)
        do {
          if let sequence = try journal.append([record])?.lowerBound {
            acknowledged[sequence] = record.bytes
            if isUnsure[index] { falseNews.append("\(sequence) acknowledged after an unknown outcome") }
          }
        } catch {
          isUnsure[index] = isUnsure[index] || (error as? JournalError)?.code == .outcomeUnknown
        }
      }
    }
  }
}
