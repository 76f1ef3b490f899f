import Daybook
import Journal

/// Durable enqueues a second: one producer beside a plain loop of write and fdatasync, several beside one.
struct EnqueueBenchmark: Benchmark {
  private static let recordBytes = 256
  private static let payload = Array("{\"to\":\"\(String(repeating: "a", count: 90))\"}".utf8)

  let producers: Int
  let count: Int
  /// What is added to each sync, as a slower disk would.
  var syncDelayMilliseconds: UInt64 = 0

  var name: String {
    "durable enqueue, \(producers) producer\(producers == 1 ? "" : "s")"
      + (syncDelayMilliseconds > 0 ? ", \(syncDelayMilliseconds) ms added to each sync" : "")
  }
  let unit = "jobs/s"
  var limitName: String { producers == 1 ? "append 256 B + fdatasync, one writer" : "the same with one producer" }

  func measure(in directory: String) async throws -> Double {
    try await enqueue(in: directory, producers: producers, count: count)
  }

  func measureLimit(in directory: String) async throws -> Double {
    let few = syncDelayMilliseconds > 0 ? 300 : 2000
    guard producers == 1 else { return try await enqueue(in: directory, producers: 1, count: few) }
    return try await rate(of: few) { _ = try PlainLog.append(few, bytes: Self.recordBytes, in: directory) }
  }

  private func enqueue(in directory: String, producers: Int, count: Int) async throws -> Double {
    let path = "\(directory)/journal-\(SystemRandom().next(below: .max))"
    let fileSystem = SystemFileSystem(syncDelayNanoseconds: syncDelayMilliseconds * 1_000_000)
    let engine = try Engine.open(actor: .current(program: "bench")) {
      try DirectoryJournal.open(path, mode: .readWrite, fileSystem: fileSystem)
    }
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
}
