import Foundation
import Synchronization
import Testing

/// Ends the test process when a seed goes round and round without a call that could be counted, and says which one it was:
/// a test that never ends says nothing.
final class SeedWatch: Sendable {
  static let shared = SeedWatch()

  /// A run takes a small part of a second.
  private static let limit = Duration.seconds(60)

  private let begun = Mutex<[UInt64: ContinuousClock.Instant]>([:])

  private init() {
    Thread.detachNewThread { [self] in
      while true {
        Thread.sleep(forTimeInterval: 1)
        check()
      }
    }
  }

  /// Runs a seed under the watch.
  func run<Result>(_ seed: UInt64, _ body: () -> Result) -> Result {
    begun.withLock { $0[seed] = .now }
    defer { begun.withLock { $0[seed] = nil } }
    return body()
  }

  private func check() {
    let overdue = begun.withLock { begun in begun.filter { $0.value.duration(to: .now) > Self.limit }.keys.min() }
    guard let overdue else { return }
    let replay = SimulationTests.replay(overdue)
    Issue.record("seed \(overdue): after \(Self.limit) the run has not come to its end\n\(replay)")
    exit(1)
  }
}
