import Daybook

/// Enqueues a second under a durability that answers before the disk does, beside a plain loop of writes without a sync.
struct UnsyncedEnqueueBenchmark: Benchmark {
  private static let recordBytes = 256
  private static let payload = Array("{\"to\":\"\(String(repeating: "a", count: 90))\"}".utf8)

  let durability: Durability
  let producers: Int
  let count: Int

  var name: String { "enqueue under \(durability), \(producers) producer\(producers == 1 ? "" : "s")" }
  let unit = "jobs/s"
  let limitName = "append 256 B without a sync, one writer"

  func measure(in directory: String) async throws -> Double {
    let path = "\(directory)/journal-\(SystemRandom().next(below: .max))"
    let engine = try Engine.open(directory: path, actor: .current(program: "bench"), durability: durability)
    defer { engine.close() }
    let each = count / producers
    return try await rate(of: each * producers) {
      try await withThrowingTaskGroup { group in
        for _ in 0..<producers {
          group.addTask {
            for _ in 0..<each { try await engine.perform(Enqueue([JobRequest(type: "bench", payload: Self.payload)])) }
          }
        }
        try await group.waitForAll()
      }
    }
  }

  func measureLimit(in directory: String) async throws -> Double {
    try await rate(of: count) {
      _ = try PlainLog.append(count, bytes: Self.recordBytes, syncs: false, in: directory)
    }
  }
}
