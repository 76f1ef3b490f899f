import Daybook
import SimulatedHardware

/// The clocks of a virtual machine.
final class MachineTime: TimeSource {
  private let machine: Machine

  init(_ machine: Machine) {
    self.machine = machine
  }

  func now() -> Timestamp { Timestamp(milliseconds: machine.wallMilliseconds) }

  func monotonicMilliseconds() -> Int64 { Int64(machine.nanoseconds / 1_000_000) }

  /// The simulation has no tasks: nobody waits, time is advanced.
  func sleep(untilMonotonic milliseconds: Int64) async throws {
    preconditionFailure("a simulated process has waited for time")
  }
}

/// Draws from the simulation's seed.
final class SeededDraws: RandomSource, @unchecked Sendable {
  private var generator: SplitMix64

  init(seed: UInt64) {
    generator = SplitMix64(seed: seed)
  }

  func next(below bound: Int64) -> Int64 { Int64(generator.below(Int(bound))) }
}
