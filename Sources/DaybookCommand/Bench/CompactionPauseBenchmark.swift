import Daybook
import Synchronization

/// The longest time that nobody can look at the state while a journal with a million jobs is compacted and appended to.
struct CompactionPauseBenchmark: Benchmark {
  /// Says when the compaction is over.
  private final class Ending: Sendable {
    private let flag = Atomic(false)

    var isDone: Bool {
      get { flag.load(ordering: .relaxed) }
      set { flag.store(newValue, ordering: .relaxed) }
    }
  }

  let name = "longest pause while compacting 1,000,000 jobs"
  let unit = "ms"
  let limitName = "at most"

  func measure(in directory: String) async throws -> Double {
    let jobs = try await MillionJobs.prepare(in: directory)
    try jobs.forgetSnapshots()
    let engine = try Engine.open(directory: jobs.path, actor: .current(program: "bench"))
    defer { engine.close() }
    let ending = Ending()
    return try await withThrowingTaskGroup { group in
      group.addTask { try await Self.longestLook(engine, until: ending) }
      group.addTask {
        while !ending.isDone { try await engine.perform(Pause(.type("nobody"))) }
        return 0
      }
      group.addTask {
        defer { ending.isDone = true }
        try await Self.compact(jobs)
        return 0
      }
      return try await group.reduce(0, max)
    }
  }

  func measureLimit(in directory: String) async throws -> Double { 10 }

  private static func compact(_ jobs: MillionJobs) async throws {
    try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
      BlockingThread.start(isBackground: true) { continuation.resume(with: Result { try jobs.compact() }) }
    }
  }

  /// Milliseconds.
  private static func longestLook(_ engine: Engine, until ending: Ending) async throws -> Double {
    let clock = ContinuousClock()
    var longest = Duration.zero
    while !ending.isDone {
      let waited = processorWait()
      let start = clock.now
      _ = engine.read(\.lastSequence)
      let look = start.duration(to: clock.now)
      // The time in which this thread could have gone on, and another process had the processor, says nothing about the
      // engine.
      longest = max(longest, look - (processorWait() - waited))
      try await Task.sleep(for: .microseconds(100))
    }
    return Double(longest.components.attoseconds) / 1e15 + Double(longest.components.seconds) * 1000
  }

  /// How long the calling thread has waited for a processor so far; zero where the system does not count it.
  private static func processorWait() -> Duration {
    let path = "/proc/thread-self/schedstat"
    guard let bytes = try? FileText.read(path, shownAs: path, limit: 4096) else { return .zero }
    let numbers = String(decoding: bytes, as: UTF8.self).split(separator: " ")
    return .nanoseconds(numbers.dropFirst().first.flatMap { Int64($0) } ?? 0)
  }
}
