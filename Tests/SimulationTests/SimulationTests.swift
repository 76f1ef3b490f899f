import Foundation
import SimulatedHardware
import Testing

/// Whole machines with everything going wrong, and every promise checked; each seed runs twice, and has to run alike.
///
/// `make soak` runs more seeds, in a release build: `SOAK_SEEDS` of them from `SOAK_FIRST` on.
struct SimulationTests {
  private static let first = number("SOAK_FIRST") ?? 1
  private static let count = number("SOAK_SEEDS") ?? 500
  private static let actions = 60
  private static let seedsTogether: UInt64 = 20
  /// `SOAK_TRACE=1` prints every call of a seed.
  private static let isTraced = number("SOAK_TRACE") != nil

  private static func number(_ variable: String) -> UInt64? {
    ProcessInfo.processInfo.environment[variable].flatMap { UInt64($0) }
  }

  static let ranges: [ClosedRange<UInt64>] = stride(from: first, to: first + count, by: Int(seedsTogether)).map {
    $0...min($0 + seedsTogether - 1, first + count - 1)
  }

  @Test(arguments: ranges)
  func `whatever goes wrong, every promise holds, and everything comes to its end`(_ seeds: ClosedRange<UInt64>) {
    var figures: [String: Int] = [:]
    for seed in seeds {
      let simulation = Self.run(seed, trace: Self.isTraced ? { print($0) } : nil)
      if Self.isTraced { simulation.printLog() }
      let replay = Self.replay(seed)
      for violation in simulation.violations.prefix(5) { Issue.record("seed \(seed): \(violation)\n\(replay)") }
      let again = Self.run(seed, trace: nil)
      #expect(again.machine.traceHash == simulation.machine.traceHash, "seed \(seed) runs differently\n\(replay)")
      figures.merge(simulation.figures) { $0 + $1 }
    }
    // A simulation in which nothing happens would pass, too.
    if seeds.count == Int(Self.seedsTogether) {
      for what in ["acknowledged", "power cuts", "killed in a call", "held up", "failed calls", "compactions"] {
        #expect(figures[what, default: 0] > 0, "seeds \(seeds): \(what)")
      }
    }
    guard Self.number("SOAK_SEEDS") != nil else { return }
    let text = figures.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
    print("seeds \(seeds.lowerBound) to \(seeds.upperBound): \(text)")
    // Whoever waits for it sees how far it is, also through a pipe.
    fflush(nil)
  }

  /// How people see what happens under a seed.
  static func replay(_ seed: UInt64) -> String {
    "replay with: make soak SOAK_FIRST=\(seed) SOAK_SEEDS=1 SOAK_TRACE=1"
  }

  private static func run(_ seed: UInt64, trace: ((String) -> Void)?) -> Simulation {
    let simulation = Simulation(seed: seed, trace: trace)
    SeedWatch.shared.run(seed) { simulation.run(actions: actions) }
    return simulation
  }
}
