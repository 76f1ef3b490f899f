import Daybook

/// Jobs that do nothing, a second, in this process: claimed, run and recorded as completed, each completion durable; beside
/// beanstalkd syncing every change, drained by a client that does not wait for answers.
struct DrainBenchmark: Benchmark {
  /// Attempts at once.
  private static let slots = 1000

  let count: Int
  /// Nil where beanstalkd is not installed.
  private let peer: BeanstalkdPeer?

  let name = "no-op jobs end to end, in process"
  let unit = "jobs/s"

  init(count: Int) {
    self.count = count
    peer = BeanstalkdPeer(count: count / 5)
  }

  var limitName: String {
    peer == nil
      ? "append 256 B + fdatasync for each, as beanstalkd is not installed" : "beanstalkd -f0, pipelining client"
  }

  func measure(in directory: String) async throws -> Double {
    let worker = try await BenchWorker(in: directory, slots: Self.slots, jobs: count) {}
    let rate = try await rate(of: count) { try await worker.untilCompleted(count) }
    try await worker.stop()
    return rate
  }

  func measureLimit(in directory: String) async throws -> Double {
    if let peer { return try await peer.drain(in: directory) }
    let appends = 2000
    return try await rate(of: appends) { _ = try PlainLog.append(appends, bytes: 256, in: directory) }
  }
}
