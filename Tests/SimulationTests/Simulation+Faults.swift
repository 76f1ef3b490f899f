import Journal
import SimulatedHardware

// What goes wrong.

extension Simulation {
  /// The longest of many thousand runs makes a fifth of so many calls.
  private static let mostCalls = 300_000
  private static let snapshotSuffix = ".snapshot"
  /// Calls before which others may act, beside those that change something.
  private static let places: Set = ["fcntl", "unlock", "open", "readdir"]

  func interpose(_ call: SystemCall, _ process: VirtualProcess) -> Intervention {
    let intervention = decide(call, process)
    if let trace {
      trace("\(String(repeating: "  ", count: depth))\(process.identity.number) \(call) → \(intervention)")
    }
    return intervention
  }

  private func decide(_ call: SystemCall, _ process: VirtualProcess) -> Intervention {
    if machine.callCount >= Self.mostCalls { return giveUp() }
    if call.name == "rename", call.file.hasSuffix(Self.snapshotSuffix) { reader.forget() }
    // What goes now is read before.
    if call.name == "unlink", call.file.hasSuffix(".segment"), !isDown { reader.read() }
    if isDown || isHealed || process === reader.process { return .proceed }
    if process === unannounced {
      // Between a failed sync and its mark, others may come for the first time.
      unannounced = nil
      if depth < Self.deepest, random.oneIn(2) { holdUp() }
      if isDown { return .proceed }
      if random.oneIn(4) { return end(process) }
    }
    if call.isMutating || Self.places.contains(call.name) {
      if depth < Self.deepest, random.oneIn(plan.holdUp) { holdUp() }
      if isDown { return .proceed }
      if random.oneIn(plan.kill) { return end(process) }
      if random.oneIn(plan.powerCut) {
        cutPower()
        return .proceed
      }
    }
    let intervention = plan.error(call, &random, isPoisoning: { isPoisoned = true })
    if case .proceed = intervention { return .proceed }
    figures["failed calls", default: 0] += 1
    if case .dropAndFail = intervention { unannounced = process }
    return intervention
  }

  private func end(_ process: VirtualProcess) -> Intervention {
    trace?("\(process.identity.number) is killed")
    machine.kill(process)
    figures["killed in a call", default: 0] += 1
    return .proceed
  }

  /// The run does not come to its end: every process ends, and what is under way with it.
  private func giveUp() -> Intervention {
    if machine.callCount == Self.mostCalls {
      ledger.report("I6: after \(Self.mostCalls) calls the run has not come to its end")
    }
    for process in machine.processes.values { machine.kill(process) }
    return .proceed
  }

  /// The process that calls waits, while others do something.
  private func holdUp() {
    depth += 1
    figures["held up", default: 0] += 1
    defer { depth -= 1 }
    for _ in 0...random.below(3) where !isDown { act() }
  }
}
