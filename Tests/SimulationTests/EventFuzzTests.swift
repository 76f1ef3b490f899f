import Daybook
import SimulatedHardware
import Testing

/// Records of simulated journals, mutated: each is refused or read, and what is read says the same when it is written again.
struct EventFuzzTests {
  @Test(arguments: 1...8)
  func `a mutated record is refused or means something`(_ seed: Int) throws {
    let simulation = Simulation(seed: UInt64(seed))
    simulation.run(actions: 60)
    var random = SplitMix64(seed: UInt64(seed))
    var readable = 0
    for record in simulation.log {
      for _ in 0..<40 {
        var bytes = record
        for _ in 0...random.below(3) { mutate(&bytes, &random) }
        let event = try? bytes.withUnsafeBytes { try RecordedEvent(decoding: $0, keepsPayload: true) }
        guard let event else { continue }
        readable += 1
        var writer = RecordWriter()
        event.encode(to: &writer)
        let again = try writer.bytes.withUnsafeBytes { try RecordedEvent(decoding: $0, keepsPayload: true) }
        #expect(again == event, "seed \(seed): \(bytes)")
        // The fold is total: it takes anything that can be read.
        let state = SchedulerState()
        state.apply(event, sequence: 1)
      }
    }
    #expect(readable > 100)
  }

  private func mutate(_ bytes: inout [UInt8], _ random: inout SplitMix64) {
    guard !bytes.isEmpty else { return }
    let at = random.below(bytes.count)
    switch random.below(4) {
    case 0: bytes[at] = UInt8(random.below(256))
    case 1: bytes[at] ^= 1 << random.below(8)
    case 2: bytes.insert([0, 1, 0x7f, 0x80, 0xff][random.below(5)], at: at)
    default: bytes.remove(at: at)
    }
  }
}
