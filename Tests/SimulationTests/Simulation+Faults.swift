import Journal
import SimulatedHardware

// What goes wrong.

extension Simulation {
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
    if call.name == "rename", call.file.hasSuffix(Self.snapshotSuffix) { reader.forget() }
    // What goes now is read before.
    if call.name == "unlink", call.file.hasSuffix(".segment"), !isDown { reader.read() }
    if isDown || isHealed || process === reader.process { return .proceed }
    if process === unannounced {
      // Announcing takes one write: nothing happens in between. What if it did stands in docs/invariants.md.
      if call.name == "fdatasync" { unannounced = nil }
      return .proceed
    }
    if call.isMutating || Self.places.contains(call.name) {
      if depth < Self.deepest, random.oneIn(plan.holdUp) { holdUp() }
      if isDown { return .proceed }
      if random.oneIn(plan.kill) {
        trace?("\(process.identity.number) is killed")
        machine.kill(process)
        figures["killed in a call", default: 0] += 1
        return .proceed
      }
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

  /// The process that calls waits, while others do something.
  private func holdUp() {
    depth += 1
    figures["held up", default: 0] += 1
    defer { depth -= 1 }
    for _ in 0...random.below(3) where !isDown { act() }
  }
}
