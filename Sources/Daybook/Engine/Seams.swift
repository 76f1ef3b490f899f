import Glibc

/// The clock: wall time for what people see, monotonic time for waiting.
package protocol TimeSource: Sendable {
  func now() -> Timestamp
  /// Milliseconds that never step; comparable only within one boot.
  func monotonicMilliseconds() -> Int64
  /// Returns once the monotonic clock has reached the deadline.
  /// - Throws: `CancellationError` when the task is cancelled first.
  func sleep(untilMonotonic milliseconds: Int64) async throws
}

/// Random draws; everything drawn is written into a record, never drawn again by the fold.
package protocol RandomSource: Sendable {
  /// A number in 0 ..< bound.
  func next(below bound: Int64) -> Int64
}

/// The machine's clocks.
package struct SystemTime: TimeSource {
  package init() {}

  package func now() -> Timestamp {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Timestamp(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
  }

  package func monotonicMilliseconds() -> Int64 {
    var time = timespec()
    clock_gettime(CLOCK_BOOTTIME, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }

  package func sleep(untilMonotonic milliseconds: Int64) async throws {
    let wait = milliseconds - monotonicMilliseconds()
    if wait > 0 { try await Task.sleep(for: .milliseconds(wait)) }
  }
}

/// The system's random numbers.
package struct SystemRandom: RandomSource {
  package init() {}

  package func next(below bound: Int64) -> Int64 { Int64.random(in: 0..<bound) }
}
