import Daybook
import Synchronization

/// From the call that enqueues a job to the start of its handler on an idle worker in this process, everything durable:
/// the median, beside that of one append and fdatasync. Less is better.
struct LatencyBenchmark: Benchmark {
  private static let recordBytes = 256

  let count: Int

  let name = "enqueue → handler starts, idle worker, p50"
  let unit = "µs"
  let limitName = "append 256 B + fdatasync, p50"

  func measure(in directory: String) async throws -> Double {
    let starts = AsyncStream<ContinuousClock.Instant>.makeStream()
    let worker = try await BenchWorker(in: directory, slots: 4) { starts.continuation.yield(ContinuousClock.now) }
    var latencies: [Double] = []
    var arrivals = starts.stream.makeAsyncIterator()
    for _ in 0..<count {
      let start = ContinuousClock.now
      try await worker.engine.perform(Enqueue([JobRequest(type: BenchWorker.type)]))
      guard let arrival = await arrivals.next() else { break }
      latencies.append(microseconds(start.duration(to: arrival)))
      // Idle again: what the last job left to do is done.
      try await worker.untilCompleted(latencies.count)
    }
    try await worker.stop()
    return BenchmarkResult.median(latencies)
  }

  func measureLimit(in directory: String) async throws -> Double {
    BenchmarkResult.median(try PlainLog.append(count, bytes: Self.recordBytes, in: directory))
  }
}
