import Daybook
import Journal
import Synchronization

/// Durable enqueues a second, a thousand a call, beside writing and syncing as many bytes in as many batches.
final class BulkEnqueueBenchmark: Benchmark {
  private static let batch = 1000
  private static let batches = 100
  private static let payload = Array("{\"to\":\"\(String(repeating: "a", count: 91))\"}".utf8)

  let name = "durable bulk enqueue, 1,000 a call"
  let unit = "jobs/s"
  let limitName = "the same bytes, written and synced in the same batches"

  /// What a batch takes in the journal; known once one was measured.
  private let batchBytes = Mutex<Int?>(nil)

  func measure(in directory: String) async throws -> Double {
    let path = "\(directory)/bulk-\(SystemRandom().next(below: .max))"
    let engine = try Engine.open(directory: path, actor: .current(program: "bench"))
    defer { engine.close() }
    let requests = Array(repeating: JobRequest(type: "bench", payload: Self.payload), count: Self.batch)
    let rate = try await rate(of: Self.batches * Self.batch) {
      for _ in 0..<Self.batches { try await engine.perform(Enqueue(requests)) }
    }
    let used = try JournalInspection(path).information().usedBytes
    batchBytes.withLock { $0 = Int(used) / Self.batches }
    return rate
  }

  func measureLimit(in directory: String) async throws -> Double {
    if batchBytes.withLock({ $0 }) == nil { _ = try await measure(in: directory) }
    guard let bytes = batchBytes.withLock({ $0 }) else { preconditionFailure("a batch was measured and has no size") }
    return try await rate(of: Self.batches * Self.batch) {
      _ = try PlainLog.append(Self.batches, bytes: bytes, in: directory)
    }
  }
}
